import { say } from '../findings.ts'
import { count } from '../format.ts'
import { changes } from './changes.ts'
import type { ReleaseInput } from './input.ts'

/** Purpose and scope: what the dossier says was meant, beside what git says was changed. */
export function scope(input: ReleaseInput) {
  const { record, services } = input
  const { dossier, notes } = record
  return {
    hasDossier: dossier !== null,
    objective: dossier?.objective ?? null,
    summary: notes.summary,
    changes: changes(input),
    boundaries: boundaries(input),
    other: otherFiles(input),
    affects: dossier ? affects(dossier) : null,
    owners: dossier?.owners ?? [],
    serviceOwner: services.get(record.service)?.owner ?? null,
    breaking: dossier?.breakingChanges ?? [],
    notes: dossier ? noteParts(input) : [],
    inputs: dossier ? inputs(dossier) : [],
    docStatus: dossier?.docStatus ?? null,
    unknown: say(record.git.unknown, input.links),
  }
}

type Dossier = NonNullable<ReleaseInput['record']['dossier']>

function affects(dossier: Dossier) {
  return [
    { title: 'Affected features', items: dossier.affectedFeatures },
    { title: 'In scope', items: dossier.inScope },
    { title: 'Out of scope', items: dossier.outOfScope },
  ]
}

/**
 * Every boundary that the dossier names or the changed files touch. A mismatch is shown, in both directions; when
 * git could not tell the changed files, there is nothing to compare with.
 */
function boundaries({ record, services, links }: ReleaseInput) {
  const { dossier, git } = record
  const declared = new Map((dossier?.boundaries ?? []).map((each) => [each.service, each]))
  const computed = new Map(git.boundaries.map((each) => [each.service, each]))
  const known = git.filesChanged !== null
  return [...new Set([...declared.keys(), ...computed.keys()])].sort().map((service) => {
    const said = declared.get(service)
    const found = computed.get(service)
    return {
      service,
      href: services.has(service) ? links.service(service) : null,
      declared: said?.change ?? null,
      note: said?.note ?? null,
      files: found ? count(found.files, 'file') : known ? 'no file' : 'files unknown',
      mismatch: dossier && known ? mismatch(said?.change, found) : null,
    }
  })
}

function mismatch(declared: string | undefined, found: { files: number } | undefined): string | null {
  if (found && declared === undefined) return 'not declared'
  if (found && declared === 'none') return 'declared untouched'
  if (!found && declared !== undefined && declared !== 'none') return 'no file of it changed'
  return null
}

const PATHS_SHOWN = 3

function otherFiles({ record }: ReleaseInput) {
  const { files, paths } = record.git.other
  if (files === null || files === 0) return null
  const shown = paths.slice(0, PATHS_SHOWN)
  const more = files - shown.length
  return { title: count(files, 'file'), paths: shown, more: more > 0 ? count(more, 'more file') : null }
}

function noteParts({ record }: ReleaseInput) {
  const { dossier, notes } = record
  return [
    { title: 'Release notes', status: dossier?.releaseNotes?.status ?? null, html: notes.releaseNotes },
    {
      title: 'Compatibility notes',
      status: dossier?.compatibilityNotes?.status ?? null,
      html: notes.compatibilityNotes,
    },
  ]
}

const REGISTERS = {
  'phase-readiness': 'Phase readiness',
  'work-queue': 'Work queue',
  assumptions: 'Assumptions register',
  'tech-debt': 'Tech debt register',
} as const

function inputs(dossier: Dossier) {
  const registers = dossier.inputs.map((each) => ({ ...each, of: REGISTERS[each.register] }))
  const sources = dossier.sourceDocs.map((each) => ({ ...each, of: 'Source document' }))
  return [...registers, ...sources].map(({ of, title, url, status }) => ({
    of,
    title,
    url: url ?? null,
    status: status ?? null,
  }))
}
