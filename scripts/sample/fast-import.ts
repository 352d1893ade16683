import { sshSignature } from './keys.ts'
import { blobId, commitId, type Signature, signed, tagId, tagText, treeId } from './objects.ts'

/** Files to write; null removes. A path that ends with `/` and null removes a folder. */
export type TreeChanges = ReadonlyMap<string, Buffer | null>

/** `signedBy`: name of the key that signs an annotated one. */
export type Tag = {
  name: string
  target: string
  message: string | null
  by: Signature
  signedBy?: string | undefined
}

/** A growing history: every commit's id is known as soon as it is added, before git has seen it. */
export type History = {
  commit: (branch: string, by: Signature, message: string, files: TreeChanges) => string
  /** Starts `branch` at the head of `from`. */
  fork: (branch: string, from: string) => void
  tag: (tag: Tag) => void
  /** Puts the object of a tag that was set under another name as well. */
  tagAgain: (name: string, from: string) => void
  /** Hangs a git note of dossiers on a tag, or on the commit of a lightweight one. */
  note: (tag: string, by: Signature, bytes: Buffer) => void
  /** Refs that no stream can set, by name: to be set once it is imported. */
  refs: () => ReadonlyMap<string, string>
  /** All of it as one `git fast-import` stream. */
  stream: () => Buffer
}

type Head = { id: string; mark: number; files: Map<string, string> }

/** An empty history. Nothing in it depends on the clock or the machine. */
export function emptyHistory(): History {
  const heads = new Map<string, Head>()
  const marks = new Map<string, number>()
  const objects = new Map<string, string>()
  const again = new Map<string, string>()
  const stream = openStream()
  return {
    commit(branch, by, message, files) {
      const before = heads.get(branch)
      const tree = withChanges(before?.files, files)
      const id = commitId(treeId(tree), before ? [before.id] : [], by, message)
      const mark = marks.size + 1
      stream.commit(`refs/heads/${branch}`, mark, by, message, before?.mark ?? null, files)
      marks.set(id, mark)
      heads.set(branch, { id, mark, files: tree })
      return id
    },
    fork(branch, from) {
      const head = heads.get(from)
      if (!head) throw new Error(`The sample forks ${branch} from ${from}, which has no commit yet.`)
      heads.set(branch, head)
    },
    tag(tag) {
      const { name, target, by } = tag
      const message = tag.message === null ? null : signedMessage(tag, tag.message)
      objects.set(name, message === null ? target : tagId(tagText(name, target, by, message)))
      stream.tag({ ...tag, message }, marks.get(target))
    },
    tagAgain: (name, from) => again.set(`refs/tags/${name}`, objectOf(objects, from)),
    note(tag, by, bytes) {
      const mark = marks.size + 1
      const before = heads.get(NOTES)
      const files = new Map([[objectOf(objects, tag), bytes]])
      stream.commit(NOTES, mark, by, `Add the dossier of ${tag}\n`, before?.mark ?? null, files)
      marks.set(`${NOTES} ${tag}`, mark)
      heads.set(NOTES, { id: '', mark, files: new Map() })
    },
    refs: () => again,
    stream: stream.bytes,
  }
}

const NOTES = 'refs/notes/dossier'

function signedMessage({ name, target, by, signedBy }: Tag, message: string): string {
  if (signedBy === undefined) return message
  return `${message}${sshSignature(signedBy, tagText(name, target, by, message))}`
}

function objectOf(objects: ReadonlyMap<string, string>, tag: string): string {
  const id = objects.get(tag)
  if (id === undefined) throw new Error(`The sample has no tag ${tag} yet.`)
  return id
}

function withChanges(
  before: ReadonlyMap<string, string> | undefined,
  files: TreeChanges,
): Map<string, string> {
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
    commit(
      ref: string,
      mark: number,
      by: Signature,
      message: string,
      from: number | null,
      files: TreeChanges,
    ) {
      say(`commit ${ref}\nmark :${mark}\nauthor ${signed(by)}\ncommitter ${signed(by)}`)
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
