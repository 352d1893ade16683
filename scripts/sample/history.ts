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
  const stream = openStream()
  return {
    commit(branch, by, message, files) {
      const before = heads.get(branch)
      const tree = withChanges(before?.files, files)
      const id = commitId(treeId(tree), before ? [before.id] : [], by, message)
      const mark = marks.size + 1
      stream.commit(branch, mark, by, message, before?.mark ?? null, files)
      marks.set(id, mark)
      heads.set(branch, { id, mark, files: tree })
      return id
    },
    fork(branch, from) {
      const head = heads.get(from)
      if (!head) throw new Error(`The sample forks ${branch} from ${from}, which has no commit yet.`)
      heads.set(branch, head)
    },
    tag: (tag) => stream.tag(tag, marks.get(tag.target)),
    stream: stream.bytes,
  }
}

function withChanges(before: ReadonlyMap<string, string> | undefined, files: Files): Map<string, string> {
  const tree = new Map(before)
  for (const [path, bytes] of files) {
    if (bytes !== null) tree.set(path, blobId(bytes))
    else for (const each of [...tree.keys()]) if (each === path || isBelow(each, path)) tree.delete(each)
  }
  return tree
}

function isBelow(path: string, folder: string): boolean {
  return folder.endsWith('/') && path.startsWith(folder)
}

/** Writes the commands of `git fast-import`. */
function openStream() {
  const chunks: Buffer[] = []
  const say = (text: string) => chunks.push(Buffer.from(`${text}\n`))
  const data = (bytes: Buffer) => {
    say(`data ${bytes.length}`)
    chunks.push(bytes, Buffer.from('\n'))
  }
  return {
    commit(branch: string, mark: number, by: Signature, message: string, from: number | null, files: Files) {
      say(`commit refs/heads/${branch}\nmark :${mark}\nauthor ${signed(by)}\ncommitter ${signed(by)}`)
      data(Buffer.from(message))
      if (from !== null) say(`from :${from}`)
      for (const [path, bytes] of files) {
        say(bytes === null ? `D ${path.replace(/\/$/, '')}` : `M 100644 inline ${path}`)
        if (bytes !== null) data(bytes)
      }
    },
    tag({ name, message, by }: Tag, from: number | undefined) {
      if (from === undefined) throw new Error(`The sample tags ${name} on a commit that it did not make.`)
      if (message === null) return void say(`reset refs/tags/${name}\nfrom :${from}`)
      say(`tag ${name}\nfrom :${from}\ntagger ${signed(by)}`)
      data(Buffer.from(message))
    },
    bytes: () => Buffer.concat(chunks),
  }
}
