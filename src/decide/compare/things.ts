import type { Kpi } from '#model/dossier-risk.ts'
import type { GateOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { kpiDrift } from '../history/drift.ts'
import { canonical } from '../lib/canonical.ts'
import { blocks } from '../verdict/gates.ts'
import { carryRisks } from '../verdict/risks.ts'
import { type ComparedRelease, standingWord, type Thing } from './moves.ts'

/** A gate and whether it holds, by proof or by an exception. */
export interface GateThing extends Thing {
  isMet: boolean
}

/** A file of evidence: its bytes, and the code that it stands for. */
export interface FileThing extends Thing {
  status: string
  sha256: string | null
  code: string | null
}

/** A number, and the terms under which it can be held against another. */
export interface KpiThing extends Thing {
  value: number | null
  terms: string
  isHigherBetter: boolean
}

export function verdicts(release: ComparedRelease): Thing[] {
  const { record, posture } = release
  const isHeld = record.state === 'quarantined'
  const policy = ({ id, version }: { id: string; version: string }) => `${id} ${version}`
  return [
    { id: '1-today', name: 'Today', said: standingWord(release) },
    { id: '2-release', name: 'At release', said: isHeld ? 'quarantined' : posture.atRelease.decision },
    { id: '3-policy-today', name: 'Policy today', said: policy(posture.today.policy) },
    { id: '4-policy-release', name: 'Policy at release', said: policy(posture.atRelease.policy) },
    { id: '5-type', name: 'Type', said: record.dossier?.releaseType ?? 'unknown' },
  ]
}

/** What keeps a release from GO today, by what it is about. */
export function reasons({ record, posture }: ComparedRelease): Thing[] {
  const findings = record.state === 'quarantined' ? record.quarantine : posture.today.blockers
  return findings.map((finding) => {
    const subject = subjectOf(finding)
    const isSaid = subject === null || finding.code.includes(subject)
    const name = isSaid ? finding.code : `${finding.code} ${subject}`
    return { id: subject === null ? canonical([finding.code, finding.args]) : name, name, said: 'blocks' }
  })
}

const SUBJECTS = ['gate', 'artifact', 'role', 'risk', 'kpi', 'name', 'metric']

function subjectOf({ args }: Finding): string | null {
  const name = SUBJECTS.find((each) => typeof args[each] === 'string')
  return name === undefined ? null : String(args[name])
}

export function gates({ posture }: ComparedRelease): GateThing[] {
  return posture.today.groups.flatMap((group) =>
    group.gates.map((gate) => ({
      id: gate.id,
      name: gate.title,
      said: gate.waived ? 'passed with an exception' : GATE_WORDS[gate.outcome],
      isMet: !blocks(gate),
    })),
  )
}

const GATE_WORDS: Record<GateOutcome['outcome'], string> = {
  passed: 'passed',
  failed: 'failed',
  missing: 'missing',
  stale: 'ran out',
  unknown: 'unknown',
  'not-applicable': 'not asked',
}

export function evidence({ record }: ComparedRelease): FileThing[] {
  return record.evidence.map(({ name, purpose, status, sha256, counts }) => ({
    id: name,
    name: purpose ?? name,
    said: counts ? `${status}, ${counts.passed} of ${counts.total} passed` : status,
    status,
    sha256,
    code: record.git.commit,
  }))
}

export function kpis({ record }: ComparedRelease): KpiThing[] {
  return (record.dossier?.kpis ?? []).map((kpi) => {
    const { value } = kpiDrift(kpi, record.evidence, null)
    return {
      id: kpi.id,
      name: kpi.name,
      said: value === null ? 'not measured' : `${value} ${kpi.unit}`,
      value,
      terms: termsOf(kpi),
      isHigherBetter: kpi.direction === 'higher-is-better',
    }
  })
}

/** Where nobody says on which machines a number was measured, it may be held against another of which nobody says it. */
function termsOf({ unit, direction, environment, topology }: Kpi): string {
  return canonical([unit, direction, environment ?? null, topology ?? null])
}

/** Risks that a release leaves open, those that it forgot included. */
export function risks({ record }: ComparedRelease): Thing[] {
  const { open } = carryRisks(record.dossier, record.version, record.droppedRisks ?? [])
  return open.map(({ id, title, severity }) => ({ id, name: `${id}: ${title}`, said: severity }))
}

export function boundaries({ record }: ComparedRelease): Thing[] {
  return record.git.boundaries.map(({ service, files }) => ({
    id: service,
    name: service,
    said: files === 1 ? '1 file changed' : `${files} files changed`,
  }))
}

export function approvals({ posture }: ComparedRelease): Thing[] {
  return posture.today.approvals.map(({ role, title, outcome, approvers }) => ({
    id: role,
    name: title,
    said: [outcome.replaceAll('-', ' '), approvers.join(' and ')].filter(Boolean).join(' by '),
  }))
}

export function breaking({ record }: ComparedRelease): Thing[] {
  const listed = record.dossier?.breakingChanges ?? []
  const found = record.git.breaking.commits.filter(
    ({ id }) => !listed.some(({ commits }) => commits.some((each) => id.startsWith(each))),
  )
  return [
    ...listed.map(({ what, label = 'BREAKING:', migrationGuide }) => ({
      id: what,
      name: what,
      said: [label, migrationGuide ?? 'no guide'].join(' '),
    })),
    ...found.map(({ id, what }) => ({
      id: `${what} ${id}`,
      name: what,
      said: `in the log, ${id.slice(0, 12)}`,
    })),
  ]
}

export function notes({ record }: ComparedRelease): Thing[] {
  const { dossier } = record
  if (dossier === null) return []
  const { purpose, summary, releaseNotes, compatibilityNotes } = dossier
  const texts = {
    Purpose: purpose,
    Summary: summary,
    'Release notes': releaseNotes?.text,
    Compatibility: compatibilityNotes?.text,
  }
  return Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [{ id: name, name, said: text }],
  )
}
