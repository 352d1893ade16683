/** A file of the repository: its path from the root, with `/`, and its number of lines. */
export interface SourceFile {
  path: string
  lines: number
}

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
const LIMITS = { median: 80, p90: 200, most: 300 } as const

/**
 * Says what is wrong with the shape of the tree: entries that do not belong into the root, files that are too
 * long (Biome counts only the front matter of a component), and code that grows long as a whole.
 */
export function complain(files: readonly SourceFile[]): string[] {
  const entries = new Set(files.map(({ path }) => path.split('/', 1).join()))
  const strangers = [...entries].filter((entry) => !entry.startsWith('.') && !ROOT.has(entry)).sort()
  const sources = files.filter(({ path }) => SOURCE.test(path))
  const long = sources.filter(({ lines }) => lines > LIMITS.most)
  return [
    ...strangers.map((entry) => `${entry} does not belong into the root. Move it into scripts/ or test/.`),
    ...long.map(({ path, lines }) => `${path} has ${lines} lines, ${LIMITS.most} are allowed. Split it.`),
    ...tendency(sources.filter(({ path }) => /^(src|scripts)\/.*\.ts$/.test(path))),
  ]
}

function tendency(files: readonly SourceFile[]): string[] {
  const lines = files.map((each) => each.lines).sort((a, b) => a - b)
  const [median, p90] = [0.5, 0.9].map((share) => lines[Math.floor(lines.length * share)] ?? 0)
  return [...over('median', median, LIMITS.median), ...over('90th percentile', p90, LIMITS.p90)]
}

function over(name: string, lines = 0, limit: number): string[] {
  return lines > limit ? [`The ${name} of src and scripts is ${lines} lines, ${limit} are allowed.`] : []
}
