import type { SourceText } from './imports.ts'

const ROOT = new Set([
  'LICENSE',
  'README.md',
  'astro.config.mjs',
  'content',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
  'src',
  'test',
  'tsconfig.json',
])

const SOURCE = /^(src|scripts|test)\/.*\.(astro|css|grit|mdx|mjs|ts)$/
const MOST = 300

/**
 * Says what is wrong with the shape of the tree: entries that do not belong into the root, and files that are too long
 * (Biome counts only the front matter of a component).
 */
export function findTreeViolations(files: readonly SourceText[]): string[] {
  const entries = new Set(files.map(({ path }) => path.split('/', 1).join()))
  const strangers = [...entries].filter((entry) => !entry.startsWith('.') && !ROOT.has(entry)).sort()
  const sources = files.filter(({ path }) => SOURCE.test(path))
  return [
    ...strangers.map((entry) => `${entry} does not belong into the root. Move it into scripts/ or test/.`),
    ...sources.flatMap(({ path, text }) => {
      const lines = countLines(text)
      return lines > MOST ? [`${path} has ${lines} lines, ${MOST} are allowed. Split it.`] : []
    }),
  ]
}

/** The number of lines of a text, each ended. */
export function countLines(text: string): number {
  return text.split('\n').length - 1
}
