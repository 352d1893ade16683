import { blobId, commitId, type Signature, signed, treeId } from './objects.ts'

/** Files to write; null removes. A path that ends with `/` and null removes a folder. */
export type Files = ReadonlyMap<string, Buffer | null>

export type Tag = { name: string; target: string; message: string | null; by: Signature }

/** A growing history: every commit's id is known as soon as it is added, before git has seen it. */
export type History = {
  commit: (branch: string, by: Signature, message: string, files: Files) => string
  /** Starts `branch` at the head of `from`. */
  fork: (branch: string, from: string) => void
  tag: (tag: Tag) => void
  /** All of it as one `git fast-import` stream. */
  stream: () => Buffer
}

type Head = { id: string; mark: number; files: Map<string, string> }

/** An empty history. Nothing in it depends on the clock or the machine. */
export function emptyHistory(): History {
  const heads = new Map<string, Head>()
  const marks = new Map<string, number>()
  const chunks: Buffer[] = []
  const say = (text: string) => chunks.push(Buffer.from(`${text}\n`))
  const data = (bytes: Buffer) => {
    say(`data ${bytes.length}`)
    chunks.push(bytes, Buffer.from('\n'))
  }

  return {
    commit(branch, by, message, files) {
      const before = heads.get(branch)
      const tree = new Map(before?.files)
      for (const [path, bytes] of files) apply(tree, path, bytes)
      const parents = before ? [before.id] : []
      const id = commitId(treeId(tree), parents, by, message)
      const mark = marks.size + 1
      say(`commit refs/heads/${branch}\nmark :${mark}\nauthor ${signed(by)}\ncommitter ${signed(by)}`)
      data(Buffer.from(message))
      if (before) say(`from :${before.mark}`)
      for (const [path, bytes] of files) {
        if (bytes === null) say(`D ${path.replace(/\/$/, '')}`)
        else {
          say(`M 100644 inline ${path}`)
          data(bytes)
        }
      }
      say('')
      marks.set(id, mark)
      heads.set(branch, { id, mark, files: tree })
      return id
    },
    fork(branch, from) {
      const head = heads.get(from)
      if (!head) throw new Error(`The sample forks ${branch} from ${from}, which has no commit yet.`)
      heads.set(branch, { ...head, files: new Map(head.files) })
    },
    tag({ name, target, message, by }) {
      const from = `from :${marks.get(target)}`
      if (message === null) return void say(`reset refs/tags/${name}\n${from}\n`)
      say(`tag ${name}\n${from}\ntagger ${signed(by)}`)
      data(Buffer.from(message))
    },
    stream: () => Buffer.concat(chunks),
  }
}

function apply(tree: Map<string, string>, path: string, bytes: Buffer | null): void {
  if (bytes !== null) tree.set(path, blobId(bytes))
  else if (!path.endsWith('/')) tree.delete(path)
  else for (const each of [...tree.keys()]) if (each.startsWith(path)) tree.delete(each)
}
