import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { listFiles } from '#lib/files.ts'
import { TOOL } from '#lib/places.ts'

/** What a package holds of the checkout. What only checks, measures or shows the sample stays at home. */
const FOLDERS = ['content/guide', 'content/policies', 'content/runbooks', 'public', 'scripts', 'src']
const FILES = ['LICENSE', 'README.md', 'astro.config.mjs']
const AT_HOME =
  /^scripts\/(?:bench|check|sample)\/|^scripts\/(?:package|test)\.ts$|^scripts\/build\/(?:package\.ts|bin\.mjs)$/

/** What people type in a checkout, and what they type where the program is an installed package. */
const TYPED: readonly [checkout: RegExp, installed: string][] = [
  [/npm run catalog -- /g, 'npx release-catalog '],
  [/npm run catalog --/g, 'npx release-catalog'],
  [/npm run (build|serve) --/g, 'npx release-catalog $1'],
  [/npm run (build|serve)\b/g, 'npx release-catalog $1'],
  [/npm start -- /g, 'npx release-catalog start '],
  [/npm start --/g, 'npx release-catalog start'],
]

/** What of package.json a package is made from. */
const Manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  type: z.string(),
  engines: z.record(z.string(), z.string()),
  imports: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
})

/**
 * Writes what `npm pack` makes a package of: JavaScript, for Node strips no types below node_modules, with the packages it
 * was tested with.
 * @param folder an empty one
 * @returns the number of files
 */
export function stagePackage(folder: string, from = TOOL): number {
  const paths = [...FILES, ...FOLDERS.flatMap((name) => filesBelow(from, name))].filter(
    (path) => !AT_HOME.test(path),
  )
  for (const path of paths) stageFile(from, folder, path)
  cpSync(join(from, 'scripts/build/bin.mjs'), join(folder, 'bin.mjs'))
  writeJson(join(folder, 'package.json'), manifestOf(readJson(join(from, 'package.json'))))
  writeJson(join(folder, 'npm-shrinkwrap.json'), shrinkwrapOf(readJson(join(from, 'package-lock.json'))))
  return paths.length + 3
}

function filesBelow(from: string, name: string): string[] {
  return [...listFiles(join(from, name))].sort().map((path) => `${name}/${path.replaceAll('\\', '/')}`)
}

const TEXT = /\.(?:astro|md|mdx|mjs|ts)$/

function stageFile(from: string, folder: string, path: string): void {
  const to = join(folder, path.replace(/\.ts$/, '.js'))
  mkdirSync(dirname(to), { recursive: true })
  if (!TEXT.test(path)) {
    cpSync(join(from, path), to)
    return
  }
  const text = readFileSync(join(from, path), 'utf8')
  const typed = TYPED.reduce((said, [checkout, installed]) => said.replaceAll(checkout, installed), text)
  writeFileSync(to, /\.(?:astro|mjs|ts)$/.test(path) ? asJavaScript(typed, path) : typed)
}

/** Modules name each other by file, so all names change alike, also those of workers. */
function asJavaScript(text: string, path: string): string {
  const renamed = text.replaceAll(/'([#\w./-]*[\w-])?\.ts'/g, "'$1.js'")
  return path.endsWith('.ts') ? stripTypeScriptTypes(renamed) : renamed
}

function manifestOf(document: unknown): object {
  const { name, version, description, license, type, engines, imports, dependencies } =
    Manifest.parse(document)
  const kept = Object.entries(imports).filter(([key]) => !/^#(bench|check|sample)\//.test(key))
  return {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin: { [name]: 'bin.mjs' },
    imports: Object.fromEntries(kept),
    dependencies,
  }
}

const Lock = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
})

/** The same packages for whoever installs this one, without those that only our tests need. */
function shrinkwrapOf(document: unknown): object {
  const lock = Lock.parse(document)
  const { '': root = {}, ...rest } = lock.packages
  const { devDependencies: _, ...own } = root
  const kept = Object.entries(rest).filter(([, { dev }]) => dev !== true)
  return { ...lock, packages: { '': own, ...Object.fromEntries(kept) } }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function writeJson(path: string, document: object): void {
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`)
}
