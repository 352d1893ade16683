import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { benchRelease } from './release.ts'

/**
 * Makes a bare repository of many releases in one `git fast-import`: one pack, packed refs, fixed dates and ids. Each
 * tag is annotated and has a commit of its own, with a dossier of some 12 KB and three small evidence files; ten
 * services take turns.
 * @param folder where to put it, best on tmpfs; one that is there is made anew.
 */
export async function makeBenchRepository(folder: string, releases: number): Promise<void> {
  if (existsSync(folder)) rmSync(folder, { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder])
  const git = spawn('git', [`--git-dir=${folder}`, 'fast-import', '--quiet', '--done'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  for (let n = 1; n <= releases; n += 1) {
    if (!git.stdin.write(releaseStream(n))) await once(git.stdin, 'drain')
  }
  git.stdin.end('done\n')
  const [code] = await once(git, 'close')
  if (code !== 0) throw new Error(`git fast-import ended with ${code}.`)
  execFileSync('git', [`--git-dir=${folder}`, 'pack-refs', '--all'])
}

const FIRST_SECOND = 1_600_000_000
const SECONDS_BETWEEN = 3600

/** The stream of one commit and its tag. The commit follows the one before on the branch by itself. */
function releaseStream(n: number): string {
  const seconds = FIRST_SECOND + n * SECONDS_BETWEEN
  const { tag, title, files } = benchRelease(n, new Date(seconds * 1000))
  const who = `Robin Bench <robin@bench.example> ${seconds} +0100`
  return [
    `commit refs/heads/main\nmark :${n}\ncommitter ${who}\n${data(`${title} (#${n})`)}`,
    ...files.map(({ path, text }) => `M 100644 inline ${path}\n${data(text)}`),
    `tag ${tag}\nfrom :${n}\ntagger ${who}\n${data(`${tag}: ${title}`)}`,
  ].join('')
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
