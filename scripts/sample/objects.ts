import { hash } from 'node:crypto'

/** A person and a moment as git writes them; `at` is RFC 3339 and its offset is kept. */
export type Signature = { name: string; email: string; at: string }

/**
 * The id git gives a blob of these bytes (SHA-1 repositories).
 */
export function blobId(bytes: Buffer): string {
  return objectId('blob', bytes)
}

/**
 * The id of the tree that holds `files`, a map of whole paths to blob ids; all are ordinary files (100644).
 */
export function treeId(files: ReadonlyMap<string, string>): string {
  const folders = new Map<string, Map<string, string>>()
  const entries: { key: string; line: Buffer }[] = []
  for (const [path, id] of files) {
    const slash = path.indexOf('/')
    if (slash < 0) entries.push(entry(path, '100644', id))
    else inFolder(folders, path.slice(0, slash)).set(path.slice(slash + 1), id)
  }
  for (const [name, inner] of folders) entries.push(entry(name, '40000', treeId(inner)))
  entries.sort((a, b) => (a.key < b.key ? -1 : 1))
  return objectId('tree', Buffer.concat(entries.map((each) => each.line)))
}

/** The id of a commit; author and committer are the same person. */
export function commitId(tree: string, parents: readonly string[], by: Signature, message: string): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${signed(by)}`,
    `committer ${signed(by)}`,
    '',
    message,
  ]
  return objectId('commit', Buffer.from(lines.join('\n')))
}

/** The bytes of an annotated tag on a commit, without a signature: what a signature is made over. */
export function tagText(name: string, target: string, by: Signature, message: string): string {
  return [`object ${target}`, 'type commit', `tag ${name}`, `tagger ${signed(by)}`, '', message].join('\n')
}

/** The id of a tag object with these bytes. */
export function tagId(text: string): string {
  return objectId('tag', Buffer.from(text))
}

/** `Name <mail> seconds +hhmm`, as commits, tags and `git fast-import` write it. */
export function signed({ name, email, at }: Signature): string {
  const offset = at.endsWith('Z') ? '+0000' : at.slice(-6).replace(':', '')
  return `${name} <${email}> ${Date.parse(at) / 1000} ${offset}`
}

function objectId(type: string, body: Buffer): string {
  return hash('sha1', Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]))
}

/** Git sorts a folder as if its name ended with a slash. */
function entry(name: string, mode: string, id: string): { key: string; line: Buffer } {
  const key = mode === '40000' ? `${name}/` : name
  return { key, line: Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]) }
}

function inFolder(folders: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const found = folders.get(name) ?? new Map<string, string>()
  folders.set(name, found)
  return found
}
