import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { dirname } from 'node:path/posix'
import { CliError } from '#lib/cli-error.ts'
import { noPlainFile, readPlain } from '#lib/files.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { printable } from '#lib/text.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type ArchiveFiles, readArchive } from '#parse/archive.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import type { Result } from '#parse/result.ts'
import { makeArchiveCache } from './archive-cache.ts'
import { ARCHIVE_ENDINGS, namesOfArtifacts, readArtifact } from './artifact-files.ts'
import { ABSENT, type Lookup, pathAmongArtifacts, type Source } from './source.ts'

/**
 * Where CI leaves its artifacts: a folder with `<tag>/…` or `<tag>.zip` in it, or one archive with `<tag>/…` inside.
 * @param root null for none; one that is not there yet is an empty folder.
 * @throws CliError 2 for an archive of all tags that cannot be read, and for what is neither file nor folder.
 */
export async function artifactSources(root: string | null): Promise<Source[]> {
  if (root === null) return []
  const found = statSync(root, { throwIfNoEntry: false })
  if (found?.isFile()) return [await rootArchive(root)]
  if (found && !found.isDirectory()) throw noPlainFile(root)
  return [directorySource(root), ...tagArchives(root)]
}

/** A directory of CI artifacts: `<root>/<tag>/dossier.json`, and evidence by its path below `<root>/<tag>`. */
export function directorySource(root: string): Source {
  const read = (tag: string, path: string, largest: number): Lookup => {
    const found = readArtifact(root, tag, path, largest)
    return found.kind === 'absent' ? ABSENT : { ...found, path: `${tag}/${path}` }
  }
  return {
    name: 'directory',
    dossier: async ({ tag }, most) => read(tag, 'dossier.json', most),
    evidence: async ({ tag }, reference, most) => {
      const path = pathAmongArtifacts(reference)
      return path === null ? null : read(tag, path, most)
    },
    beside: async ({ tag }, place) => {
      const path = pathAmongArtifacts(place)
      return path === null ? null : namesOfArtifacts(root, tag, folderOf(path))
    },
  }
}

function folderOf(path: string): string {
  const folder = dirname(path)
  return folder === '.' ? '' : folder
}

/** The files of a tag's archive; null when it has none. `inside`: where its files start in there, `path`: for people. */
type Opened = { files: Result<ArchiveFiles>; inside: string; path: string } | null

/** An archive of CI artifacts for each tag, such as `<root>/<tag>.zip`; one source for each ending that it may have. */
function tagArchives(root: string): Source[] {
  const shelf = makeArchiveCache()
  return ARCHIVE_ENDINGS.map((ending) =>
    archiveSource(async (tag) => {
      const path = `${tag}${ending}`
      const found = readArtifact(root, '', path, 0)
      if (found.kind === 'absent' || found.kind === 'other') return null
      return { files: await shelf(path, () => open(root, path)), inside: '', path }
    }),
  )
}

function open(root: string, path: string): Promise<Result<ArchiveFiles>> | Result<ArchiveFiles> {
  const found = readArtifact(root, '', path, ARCHIVE_LIMITS.bytes)
  if (found.kind === 'file') return readArchive(found.bytes, path, ARCHIVE_LIMITS)
  if (found.kind === 'large') return tooLarge(path, found.size)
  return unreadable(found.kind === 'link' ? 'archive.symlink' : 'archive.damaged', { archive: path })
}

function tooLarge(archive: string, bytes: number): Result<ArchiveFiles> {
  return unreadable('archive.too_large', { archive, bytes, max: ARCHIVE_LIMITS.bytes })
}

function unreadable(code: string, args: Finding['args']): Result<ArchiveFiles> {
  return { ok: false, findings: [finding(code, args)] }
}

/**
 * One archive of CI artifacts with `<tag>/…` inside.
 * @throws CliError 2 when it cannot be read: then nothing is known of any release.
 */
async function rootArchive(file: string): Promise<Source> {
  const files = await openWhole(file)
  return archiveSource(async (tag) => ({ files, inside: `${tag}/`, path: basename(file) }))
}

/**
 * One archive of the artifacts of one release, which start at its root.
 * @throws CliError 2 when it cannot be read.
 */
export async function releaseArchive(file: string): Promise<Source> {
  const files = await openWhole(file)
  return archiveSource(async () => ({ files, inside: '', path: basename(file) }))
}

async function openWhole(file: string): Promise<Result<ArchiveFiles>> {
  const name = basename(file)
  const { size } = statSync(file)
  const isLarge = size > ARCHIVE_LIMITS.bytes
  const files = isLarge ? tooLarge(name, size) : await readArchive(readPlain(file), name, ARCHIVE_LIMITS)
  if (files.ok) return files
  throw new CliError(
    `artifacts: ${printable(file)}: ${files.findings.map(formatFinding).map(printable).join(' ')}`,
  )
}

function archiveSource(opened: (tag: string) => Promise<Opened>): Source {
  const read = async (tag: string, path: string, largest: number): Promise<Lookup> => {
    const archive = await opened(tag)
    if (archive === null) return ABSENT
    const { files } = archive
    if (!files.ok) return { kind: 'refused', findings: files.findings }
    const bytes = files.value.get(`${archive.inside}${path}`)
    if (bytes === undefined) return ABSENT
    const place = `${archive.path}/${archive.inside}${path}`
    return bytes.length > largest
      ? { kind: 'large', path: place, size: bytes.length }
      : { kind: 'file', bytes, path: place }
  }
  return {
    name: 'archive',
    dossier: ({ tag }, most) => read(tag, 'dossier.json', most),
    evidence: async ({ tag }, reference, most) => {
      const path = pathAmongArtifacts(reference)
      return path === null ? null : read(tag, path, most)
    },
    beside: async ({ tag }, place) => {
      const path = pathAmongArtifacts(place)
      const archive = path === null ? null : await opened(tag)
      if (path === null || archive === null || !archive.files.ok) return null
      const folder = folderOf(path)
      const start = `${archive.inside}${folder === '' ? '' : `${folder}/`}`
      const below = [...archive.files.value.keys()].filter((each) => each.startsWith(start))
      return below.map((each) => each.slice(start.length)).filter((name) => !name.includes('/'))
    },
  }
}
