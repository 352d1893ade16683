import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type BenchFile, type BenchRelease, benchRelease, type Load } from './release.ts'

/**
 * Makes a bare repository of many releases in one `git fast-import`: one pack, packed refs, fixed dates and ids. Each
 * release has a commit with its code and one with a dossier of some 13 KB and maybe twelve small evidence files; its
 * tag is annotated; ten services take turns.
 * @param folder where to put it, best on tmpfs.
 */
export async function makeBenchRepository(folder: string, releases: number, load: Load): Promise<void> {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder])
  const git = spawn('git', [`--git-dir=${folder}`, 'fast-import', '--quiet', '--done'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface(git.stdout)[Symbol.asyncIterator]()
  for (let n = 1; n <= releases; n += 1) {
    const release = benchRelease(n, new Date(secondsOf(n) * 1000), load)
    git.stdin.write(`${commit(n, `${release.title} (#${n})`, [release.code])}get-mark :${n}\n`)
    const { value: id } = await answers.next()
    if (!git.stdin.write(tagged(n, release, String(id)))) await once(git.stdin, 'drain')
  }
  git.stdin.end('done\n')
  const [code] = await once(git, 'close')
  if (code !== 0) throw new Error(`git fast-import ended with ${code}.`)
  execFileSync('git', [`--git-dir=${folder}`, 'pack-refs', '--all'])
}

/** Ten thousand releases, ten minutes apart, end in October 2026: no proof of theirs is old in November. */
function secondsOf(n: number): number {
  return Date.UTC(2026, 7, 20) / 1000 + n * 600
}

/** The stream of one commit. It follows the one before on the branch by itself. */
function commit(n: number, message: string, files: readonly BenchFile[]): string {
  const writes = files.map(({ path, text }) => `M 100644 inline ${path}\n${data(text)}`)
  return `commit refs/heads/main\nmark :${n}\ncommitter ${who(n)}\n${data(message)}${writes.join('')}`
}

function tagged(n: number, { tag, title, dossier }: BenchRelease, code: string): string {
  const own = commit(n, `Assemble the dossier of ${tag}`, dossier(code))
  return `${own}tag ${tag}\nfrom :${n}\ntagger ${who(n)}\n${data(`${tag}: ${title}`)}`
}

function who(n: number): string {
  return `Robin Bench <robin@bench.example> ${secondsOf(n)} +0100`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
