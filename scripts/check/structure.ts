import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Aliases, importsOf, type SourceText } from './imports.ts'
import { MEASURES, type Tree, type TreeMeasure } from './measures.ts'
import { findTreeViolations } from './tree.ts'

/** A release of the sample with a dossier, evidence of several formats, and approvals. */
const TAG = 'ledger/v1.4.0'
const TEXT = /\.(astro|css|grit|json|jsonc|md|mdx|mjs|ts|yaml)$/

// `node scripts/check/structure.ts [FOLDER]`: says how the code of this checkout, or of another, is laid out, and fails
// on what breaks a rule or a limit. `--all` names what is counted. The sample has to be there: see collect-sample.ts.
const root = resolve(process.argv.slice(2).find((each) => !each.startsWith('--')) ?? '.')
const files = sourcesBelow(root)
const aliases: Aliases = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports ?? {}
const sources = files.filter(({ path }) => /^(src|scripts|content)\/.*\.(astro|mdx|mjs|ts)$/.test(path))
const imports = sources.flatMap((file) => importsOf(file, aliases))
const tree: Tree = { files, imports, called: calledFiles(root) }

console.log('      today       aim   at most  what')
const isOver = MEASURES.map(report)
const violations = findTreeViolations(files)
for (const violation of violations) console.error(violation)
process.exitCode = violations.length > 0 || isOver.includes(true) ? 1 : 0

function report({ what, aim, most, of }: TreeMeasure): boolean {
  const found = of(tree)
  const value = typeof found === 'number' ? found : found.length
  const isTooMuch = most !== null && value > most
  const column = (number: number | null, sign: string) => (number === null ? '' : sign + number).padStart(9)
  const row = [isTooMuch ? '✗' : ' ', column(value, ''), column(aim, '≤ '), column(most, '≤ '), '', what]
  console.log(row.join(' '))
  if (typeof found !== 'number' && (isTooMuch || process.argv.includes('--all')))
    for (const each of found) console.log(`${' '.repeat(14)}${each}`)
  return isTooMuch
}

/** Files that git tracks or would: those with text by their names, the others as if they were empty. */
function sourcesBelow(folder: string): SourceText[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
  const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(folder, path)))
  return paths.map((path) => ({
    path,
    text: TEXT.test(path) ? readFileSync(join(folder, path), 'utf8') : '',
  }))
}

interface Coverage {
  result: { url: string; functions: { functionName: string; ranges: { count: number }[] }[] }[]
}

/**
 * Files of ours of which a function ran to collect one release of the sample, with its dossier and evidence. `root`
 * holds the program and the sample's repository. What only ran because its file was loaded is not counted.
 */
function calledFiles(root: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-called-'))
  try {
    const repository = oneRelease(join(root, '.cache/sample/repository'), join(folder, 'repository'))
    const places = ['--repository', repository, '--content', join(folder, 'content')]
    const args = ['scripts/catalog.ts', 'collect', ...places, '--at', '2026-08-15T00:00:00Z', '--new-ledger']
    const env = { ...process.env, NODE_V8_COVERAGE: join(folder, 'coverage') }
    execFileSync(process.execPath, args, { cwd: root, env, stdio: 'pipe' })
    return filesCalled(join(folder, 'coverage'), root)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A repository with one tag of the sample, and its dossier where it is looked for without configuration. */
function oneRelease(sample: string, repository: string): string {
  const author = ['-c', 'user.name=check', '-c', 'user.email=check@example.com']
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, ...author, ...args], { stdio: 'pipe' })
  execFileSync('git', ['init', '-q', repository])
  git('fetch', '-q', '--no-tags', sample, `refs/tags/${TAG}`)
  git('checkout', '-q', '--detach', 'FETCH_HEAD')
  git('mv', `release/${TAG.split('/', 1)}/dossier.json`, 'release/dossier.json')
  git('commit', '-q', '-m', 'Move the dossier')
  git('tag', TAG)
  return repository
}

function filesCalled(folder: string, root: string): string[] {
  const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  const called = reports.flatMap(({ result }: Coverage) => result.filter(hasCalledFunction))
  const files = called
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url }) => relative(root, fileURLToPath(url)).replaceAll(sep, '/'))
  return [...new Set(files)].filter((path) => /^(src|scripts)\//.test(path)).sort()
}

/** The first function is the module itself. */
function hasCalledFunction({ functions }: Coverage['result'][number]): boolean {
  return functions.slice(1).some(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
}
