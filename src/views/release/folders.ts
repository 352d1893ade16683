import { number } from '#messages/format.ts'
import type { ReleaseInput } from './input.ts'

type Shown = Pick<ReleaseInput, 'record'>

/** So many folders stand on a page, and so many names of each. */
const SHOWN = 4
const DEPTH = 3

/**
 * `backend/ 3`: the changed files by folder, most first, those of the dossier and its evidence apart from what they are about; null when
 * it is not known which files changed. Of more files than the record names the folders at the top are known.
 */
export function changedFolders({ record }: Shown): string[] | null {
  const { publicFacts, git } = record
  if (!publicFacts || git.filesChanged === null || git.filesChanged === 0) return null
  const isWhole = publicFacts.paths.length >= git.filesChanged
  const isOwn = ownFiles(record)
  const own = isWhole ? publicFacts.paths.filter(isOwn).length : 0
  const about = isWhole
    ? countByFolder(publicFacts.paths.filter((path) => !isOwn(path)))
    : publicFacts.folders.map(({ folder, files }) => ({ name: nameOf(folder), files }))
  const shown = about.slice(0, SHOWN)
  const rest = git.filesChanged - own - shown.reduce((sum, { files }) => sum + files, 0)
  return [
    ...shown.map(({ name, files }) => `${name} ${number(files)}`),
    ...(rest > 0 ? [`elsewhere ${number(rest)}`] : []),
    ...(own > 0 ? [`dossier and evidence ${number(own)}`] : []),
  ]
}

/** The dossier and its evidence: the files that were read, and what lies beside the evidence, such as a list of digests. */
function ownFiles({ dossierSource, evidence }: ReleaseInput['record']): (path: string) => boolean {
  const taken = evidence.flatMap(({ collectedFrom: { source, path } }) =>
    source === 'tree' && path ? [path] : [],
  )
  const files = new Set([...taken, ...(dossierSource?.source === 'tree' ? [dossierSource.path] : [])])
  // Evidence at the root of the tree says nothing about what lies beside it.
  const beside = new Set(taken.map(folderOf).filter((folder) => folder !== '.'))
  return (path) => files.has(path) || beside.has(folderOf(path))
}

function countByFolder(paths: readonly string[]) {
  const all = Map.groupBy(paths, (path) => nameOf(folderOf(path).split('/').slice(0, DEPTH).join('/')))
  return [...all]
    .map(([name, members]) => ({ name, files: members.length }))
    .sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1))
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end < 0 ? '.' : path.slice(0, end)
}

function nameOf(folder: string): string {
  return folder === '.' ? 'outside of folders' : `${folder}/`
}
