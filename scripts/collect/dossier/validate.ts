import { hash } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import { hasHidden, withHiddenShown } from '#decide/lib/look-alikes.ts'
import { readVersion } from '#decide/lib/versions.ts'
import { Dossier } from '#model/dossier.ts'
import { type Finding, finding } from '#model/finding.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import { readShape } from '#parse/shape.ts'
import type { Tagged } from '../tags/tagged.ts'

/** A dossier that means something. */
type Trusted = {
  /** With the defaults of lists that were left out. */
  dossier: Dossier
  /** RFC 8785 text of the dossier as it was written. */
  text: string
  /** Digest of that text without the member `approvals`: what approvals bind to. */
  sha256: string
}

/** Reads the bytes of a dossier strictly, or says why they cannot be trusted to mean anything at this tag. */
export function trustDossier(bytes: Buffer, tag: Tagged): Trusted | { findings: Finding[] } {
  const json = readJson(bytes, LIMITS.dossier)
  if (!json.ok) return { findings: json.findings }
  const newer = newerSchema(json.value)
  if (newer) return { findings: [newer] }
  const text = canonical(json.value)
  const bound = withoutApprovals(text, Object(json.value))
  const shaped = readShape(Dossier, json.value)
  if (!shaped.ok) return { findings: shaped.findings }
  const findings = [...contradictions(shaped.value, tag), ...hiddenIn(json.value, [])]
  if (findings.length > 0) return { findings }
  return { dossier: shaped.value, text, sha256: hash('sha256', bound) }
}

/**
 * Takes the member `approvals` out of a dossier's canonical text, so that the rest is put in order only once. In strings
 * quotation marks are escaped and no other part has a key of this name, so it is found at its first mark; others follow it.
 */
function withoutApprovals(text: string, { approvals }: { approvals?: unknown }): string {
  if (approvals === undefined) return text
  const start = text.indexOf('"approvals":')
  const end = start + '"approvals":'.length + canonical(approvals).length + ','.length
  return text.slice(0, start) + text.slice(end)
}

/** The version this program writes and reads. */
const SCHEMA_VERSION = 1

function newerSchema(value: unknown): Finding | null {
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) return null
  const { schemaVersion } = value
  if (!Number.isSafeInteger(schemaVersion) || Number(schemaVersion) <= SCHEMA_VERSION) return null
  const args = { found: Number(schemaVersion), known: SCHEMA_VERSION }
  return finding('dossier.newer_schema', args, ['schemaVersion'])
}

/**
 * Lines of a dossier in which characters do not show: they make a name look like another one, or turn a sentence around. Prose is
 * free to hold them, since it stands by itself.
 */
function hiddenIn(value: unknown, path: readonly (string | number)[]): Finding[] {
  if (typeof value === 'string')
    return hasHidden(value)
      ? [finding('dossier.hidden_characters', { shown: withHiddenShown(value).slice(0, 300) }, [...path])]
      : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each, index) => hiddenIn(each, [...path, index]))
  return Object.entries(value).flatMap(([key, each]) =>
    path.length === 0 && PROSE.has(key) ? [] : hiddenIn(each, [...path, key]),
  )
}

/** Members of a dossier that hold text of several lines. */
const PROSE: ReadonlySet<string> = new Set(['summary', 'releaseNotes', 'compatibilityNotes'])

/** What the dossier says about itself against what git says about the tag it was found at. */
function contradictions(dossier: Dossier, tag: Tagged): Finding[] {
  const { service, version } = dossier
  const expected = { service: tag.service.id, version: tag.version, tag: tag.tag }
  const said = {
    service,
    version: readVersion(tag.version) ? (readVersion(version)?.version ?? version) : version,
    tag: dossier.tag ?? tag.tag,
  }
  const differing = MEMBERS.filter(({ key }) => said[key] !== expected[key])
  return [
    ...differing.map(({ key, code }) =>
      finding(code, { declared: String(dossier[key]), found: expected[key] }, [key]),
    ),
    ...duplicates(dossier),
  ]
}

/** What a dossier repeats of its tag, and what it is called when the two differ. */
const MEMBERS = [
  { key: 'service', code: 'dossier.other_service' },
  { key: 'version', code: 'dossier.other_version' },
  { key: 'tag', code: 'dossier.other_tag' },
] as const

function duplicates({ evidence }: Dossier): Finding[] {
  const seen = new Set<string>()
  return evidence.flatMap(({ name }, index) => {
    const isNew = !seen.has(name)
    seen.add(name)
    return isNew ? [] : [finding('dossier.duplicate_evidence', { name }, ['evidence', index, 'name'])]
  })
}
