import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const TAG = 'ledger/v1.4.0'

interface Coverage {
  result: { url: string; functions: { functionName: string; ranges: { count: number }[] }[] }[]
}

/**
 * Files of ours of which a function ran to collect one release of the sample, with its dossier and evidence. `root`
 * holds the program and the sample's repository. What only ran because its file was loaded is not counted.
 */
export function calledFiles(root: string): string[] {
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
