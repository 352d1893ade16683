import { join } from 'node:path'
import { planRelease } from '#collect/planned.ts'
import { proposeBindings } from '#decide/verdict/propose.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain, writeWhole } from '#lib/files.ts'
import type { Places } from '#lib/places.ts'
import { countOf, printable } from '#lib/text.ts'
import { dossierText } from '#messages/dossier-text.ts'
import { Dossier } from '#model/dossier.ts'
import { type Approval, Approval as ApprovalShape } from '#model/dossier-acts.ts'
import type { Instant } from '#model/primitives.ts'
import { readAnyJson, shapeOf } from '../evaluate/document.ts'
import { judgeOf, told } from './draft.ts'
import { findEvidence } from './evidence.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

/** Which dossier a command is about, when none is named. */
export type DossierOptions = Places & {
  config?: string
  policy?: string
  dossier?: string
  producer?: string
}

/** A dossier in the work tree: its file, what it says, and the release that it is for. */
type Opened = {
  workspace: Workspace
  file: string
  path: string
  /** As it is written, without what the model adds. */
  value: Record<string, unknown>
  dossier: Dossier
  commit: string
}

/**
 * The file of the dossier that is meant: the one that is named, else where the catalog looks for the only one.
 * @throws CliError 2 where each service has one of its own, and for a file outside the work tree.
 */
export function dossierFile(workspace: Workspace, named: string | undefined): { file: string; path: string } {
  const { configuration, inTree, root } = workspace
  const usual = configuration.services.map(({ dossier }) => dossier ?? configuration.dossier)
  const places = [...new Set(usual.length > 0 ? usual : [configuration.dossier])]
  const [only = ''] = places
  if (named === undefined && (places.length > 1 || only.includes('{service}')))
    throw new CliError('Each service has a dossier of its own. Name the file.')
  const file = named ?? join(root, only)
  const path = inTree(file)
  if (path === null) throw new CliError(`${printable(file)} lies outside the repository ${printable(root)}.`)
  return { file, path }
}

async function open(named: string | undefined, options: DossierOptions, at: Instant): Promise<Opened> {
  const workspace = openWorkspace(options, at)
  const { file, path } = dossierFile(workspace, named)
  const value = readAnyJson(file)
  const dossier = shapeOf(file, value, Dossier)
  const { commit } = await planRelease(workspace, dossier.tag ?? `v${dossier.version}`, 'HEAD')
  return { workspace, file, path, value: value as Record<string, unknown>, dossier, commit }
}

/**
 * Adds evidence to a dossier, with the kind and the gates that the policy's own judgement proposes.
 * @param places files and folders.
 * @returns lines that say what each file proves.
 * @throws CliError 2 for a dossier or a place that cannot be read; then the dossier stays as it was.
 */
export async function addEvidence(
  places: readonly string[],
  options: DossierOptions,
  at: Instant,
): Promise<string[]> {
  const { workspace, file, path, value, dossier, commit } = await open(options.dossier, options, at)
  const taken = dossier.evidence.map(({ name }) => name)
  const { references, unknown } = findEvidence(workspace, places, {
    dossierPath: path,
    commit,
    taken,
    producer: options.producer,
  })
  const before = readPlain(file)
  const listed = Array.isArray(value['evidence']) ? value['evidence'] : []
  const written = { ...value, evidence: [...listed, ...references] }
  writeWhole(file, dossierText(written))
  try {
    const record = await workspace.read(path, Dossier.parse(written), commit)
    const all = proposeBindings(record, judgeOf(record, options, at), at)
    const proposals = all.filter(({ item }) => !taken.includes(item))
    const added = references.map(({ services: _, publish: __, ...reference }) => {
      const {
        kind = reference.kind,
        artifact = null,
        gates = [],
      } = proposals.find(({ item }) => item === reference.name) ?? {}
      return { ...reference, name: artifact ?? reference.name, kind, gates }
    })
    writeWhole(file, dossierText({ ...value, evidence: [...listed, ...added] }))
    return [`${countOf(added.length, 'file')} added to ${printable(path)}.`, ...told(proposals, unknown)]
  } catch (error) {
    writeWhole(file, before)
    throw error
  }
}

/**
 * Approves a dossier as it is: writes the approval, bound to its digest. Whoever edits the dossier afterwards ends it.
 * @returns lines that say what was approved.
 * @throws CliError 2 for a role that the policy does not know, and for a dossier that cannot be read.
 */
export async function approveDossier(
  named: string | undefined,
  options: DossierOptions & { role: string; approver: string; reject?: boolean },
  at: Instant,
): Promise<string[]> {
  const { workspace, file, path, value, dossier, commit } = await open(named, options, at)
  const record = await workspace.read(path, dossier, commit)
  const roles = judgeOf(record, options, at).approvers.map(({ role }) => role)
  if (!roles.includes(options.role))
    throw new CliError(
      `The policy knows no role "${printable(options.role)}"; there are: ${roles.join(', ')}.`,
    )
  const approval: Approval = shapeOf(
    'The approval',
    asWritten(record.dossierSha256, options, at),
    ApprovalShape,
  )
  const approvals = Array.isArray(value['approvals']) ? value['approvals'] : []
  writeWhole(file, dossierText({ ...value, approvals: [...approvals, approval] }))
  return [
    `${printable(options.approver)} ${approval.decision} ${printable(path)} as ${options.role}.`,
    `Bound to the digest ${approval.binds.dossierSha256}; any change of the dossier but its approvals ends it.`,
  ]
}

function asWritten(
  dossierSha256: string | null,
  { role, approver, reject = false }: { role: string; approver: string; reject?: boolean },
  at: Instant,
): unknown {
  return { role, approver, decision: reject ? 'rejected' : 'approved', at, binds: { dossierSha256 } }
}
