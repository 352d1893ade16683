import { resolve, sep } from 'node:path'
import { unified } from '@astrojs/markdown-remark'
import mdx from '@astrojs/mdx'
import { defineConfig, logHandlers } from 'astro/config'
import remarkGfm from 'remark-gfm'
import { remarkDiagrams } from '#diagram/remark.ts'

// Everything that may differ between two builds of the same catalog comes in here, from `scripts/build.ts`.
const {
  CATALOG_AUTHORED,
  CATALOG_SITE,
  CATALOG_BASE = '/',
  CATALOG_CACHE = '.cache/astro/dev',
  CATALOG_DRAWINGS = '.cache/diagrams',
  CATALOG_LENIENT,
  CATALOG_QUIET,
} = process.env

/** Mermaid in authored content; its drawings lie where those of pages do, see src/data/drawings.ts. */
const diagrams = {
  address: `${CATALOG_BASE}diagrams/`,
  cache: resolve(CATALOG_DRAWINGS),
  files: resolve(CATALOG_CACHE, 'diagrams'),
  lenient: CATALOG_LENIENT === '1',
}

/** What the user wrote may lie anywhere: what it imports, and what MDX makes of it, is found among the program's own packages. */
const foreignPages = {
  name: 'foreign-pages',
  enforce: 'pre',
  resolveId(source, importer) {
    const isOurs = !CATALOG_AUTHORED || !importer?.startsWith(`${resolve(CATALOG_AUTHORED)}${sep}`)
    return isOurs || !/^[@#\w]/.test(source)
      ? null
      : this.resolve(source, import.meta.filename, { skipSelf: true })
  },
}

/**
 * What every page loads is one small file: Vite's own would preload, before each import that waits for the reader, style
 * sheets that none of them has, and list what they import in turn.
 */
const smallScripts = {
  name: 'small-scripts',
  enforce: 'pre',
  apply: 'build',
  configEnvironment: (name) =>
    name !== 'client'
      ? null
      : {
          build: {
            modulePreload: { polyfill: false, resolveDependencies: () => [] },
            rolldownOptions: {
              output: { codeSplitting: { groups: [{ name: 'every-page', test: EVERY_PAGE }] } },
            },
          },
        },
  load: {
    filter: { id: /^\0vite\/preload-helper\.js$/ },
    handler: () => 'export const __vitePreload = (load) => load()',
  },
}

const EVERY_PAGE = /preload-helper\.js$|src\/client\/(?:aging|theme-and-shortcuts)\.ts$/

export default defineConfig({
  ...(CATALOG_SITE ? { site: CATALOG_SITE } : {}),
  base: CATALOG_BASE,
  cacheDir: CATALOG_CACHE,
  trailingSlash: 'always',
  // What it makes on the way lies in the cache: two builds of one program would take it from each other.
  build: { format: 'directory', inlineStylesheets: 'never', server: `${resolve(CATALOG_CACHE, 'server')}/` },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  // A build would name each of ten thousand pages.
  ...(CATALOG_QUIET === '1' ? { logger: logHandlers.node({ level: 'warn' }) } : {}),
  // Scripts and styles stay files of their own: ten thousand pages would carry them otherwise, and the content security
  // policy (layouts/Base.astro) allows nothing inline.
  vite: {
    plugins: [foreignPages, smallScripts],
    build: {
      assetsInlineLimit: 0,
      // Astro's own mark in each module of authored content, which does its work before.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
  },
  integrations: [mdx()],
  // Quoted evidence keeps its quotes and dashes.
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      smartypants: false,
      gfm: false,
      remarkPlugins: [remarkGfm, [remarkDiagrams, diagrams]],
    }),
  },
  experimental: { incrementalBuild: true },
})
