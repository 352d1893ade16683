import { hash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readEvidence } from '#formats/read-evidence.ts'
import { CliError } from '#lib/cli-error.ts'
import { listFiles, readInput } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import type { EvidenceReference } from '#model/evidence.ts'
import { LIMITS } from '#parse/limits.ts'
import type { Workspace } from './workspace.ts'

/** What was found in folders of evidence. */
export type FoundEvidence = {
  references: EvidenceReference[]
  /** Files of which no reader knows the format. */
  unknown: string[]
}

/** Of which dossier and commit, which names are taken, and who made the files, where somebody said so. */
type Finding = {
  dossierPath: string
  commit: string
  taken: readonly string[]
  producer?: string | undefined
}

/**
 * References every file that a reader knows. A file outside the work tree is copied beside the dossier, since a release is
 * judged by what lies in its tree.
 * @param places folders and files.
 * @throws CliError 2 for a place that is not there.
 */
export function findEvidence(
  workspace: Workspace,
  places: readonly string[],
  { dossierPath, commit, taken, producer: given }: Finding,
): FoundEvidence {
  const names = new Set(taken)
  const found: FoundEvidence = { references: [], unknown: [] }
  for (const file of places.flatMap(filesAt)) {
    if (workspace.inTree(file) === dossierPath) continue
    const bytes = readInput(file)
    const reading = bytes.length > LIMITS.evidence.bytes ? null : readEvidence(bytes, null)
    if (reading === null || reading.format === UNRECOGNIZED) {
      found.unknown.push(file)
      continue
    }
    const name = freeName(file, names)
    const path = workspace.inTree(file) ?? copied(workspace, file, dossierPath)
    const { tool } = reading
    const made = tool === null ? reading.format : [tool.name, tool.version].filter(Boolean).join(' ')
    const producer = given ?? made
    const own = { gates: [], services: [], publish: false }
    const sha256 = hash('sha256', bytes)
    found.references.push({ name, kind: 'test', path, sha256, commit, producer, ...own })
  }
  return found
}

const UNRECOGNIZED = 'unrecognized'

function filesAt(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false })
  if (found === undefined)
    throw new CliError(
      `${printable(place)} does not exist. Name the folder that your CI writes its reports to.`,
    )
  if (!found.isDirectory()) return [place]
  return [...listFiles(place)].sort().map((path) => join(place, path))
}

/** The name of its file, as far as a name may hold it, made unique. */
function freeName(file: string, names: Set<string>): string {
  const [stem = ''] = basename(file).split('.')
  const plain =
    stem
      .replaceAll(/[^A-Za-z0-9_-]/g, '-')
      .replace(/^[_-]{1,80}/, '')
      .slice(0, 60) || 'evidence'
  let name = plain
  for (let n = 2; names.has(name); n += 1) name = `${plain}-${n}`
  names.add(name)
  return name
}

function copied({ root }: Workspace, file: string, dossierPath: string): string {
  const path = `${dirname(dossierPath)}/evidence/${basename(file)}`
  const target = join(root, path)
  if (existsSync(target) && !readInput(target).equals(readInput(file)))
    throw new CliError(`${printable(path)} is another file than ${printable(file)}. Rename one of them.`)
  mkdirSync(dirname(target), { recursive: true })
  copyFileSync(file, target)
  return path
}
