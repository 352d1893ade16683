// Loaded before Astro, which makes a site by running modules that it wrote beside the site: wherever that is, they find the
// packages of this program, and never others of the same name that happen to lie there.
import { realpathSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const made = pathToFileURL(realpathSync(process.env.CATALOG_CACHE ?? '.')).href
const isBare = (specifier) => /^[@\w]/.test(specifier) && !/^(node|file|data|https?):/.test(specifier)

registerHooks({
  resolve(specifier, context, next) {
    const isMade = isBare(specifier) && context.parentURL?.startsWith(`${made}/`)
    return next(specifier, isMade ? { ...context, parentURL: import.meta.url } : context)
  },
})
