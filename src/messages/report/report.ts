import { otherBlockers, stepsToGo } from '#decide/history/steps-to-go.ts'
import { afterClearing } from '#decide/verdict/vex.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Evaluation, GateOutcome, GroupOutcome, Posture, Standing } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { makeLinks } from '../links.ts'
import { sentence } from '../messages.ts'
import { byCause } from '../runbook-of.ts'

/** What a report is made from: a release, both verdicts, and the requested evaluation, usually today's. */
export interface ReportInput {
  record: ReleaseRecord
  posture: Posture
  runbook: RunbookAddress
  /** Whose verdict is the answer. */
  moment: 'release' | 'today'
}

/**
 * The decision of today as lines of text, in the layout of the sample output of [003]: dotted groups, ticks, the
 * unresolved risks, the decision. Below it the blockers and the other findings.
 */
export function textReport({ record, posture, runbook, moment }: ReportInput): string {
  const { today, atRelease } = posture
  const lines = [
    `${releaseId(record)}: ${judgedBy(today)}`,
    `GO/NO-GO decision: ${bothWords(posture, moment)}${declaredNote(posture)}`,
    '',
    ...today.groups.flatMap((group) => groupLines(group, record, today)),
    ...requirementLines(today),
    ...approvalLines(today),
    unresolved(today),
    '',
    ...inTheWay('Between this release and GO', today, runbook),
    ...(isSameAnswer(posture) ? [] : inTheWay('At release, between it and GO', atRelease, runbook)),
    ...noticed([...posture.findings, ...today.findings]),
    ...ending(posture),
    `DECISION: ${bothWords(posture, moment)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** `GO`, `NO-GO`, `AGED OUT`, or that nothing was judged. */
export function decisionWord(standing: Standing): string {
  return { go: 'GO', 'no-go': 'NO-GO', 'aged-out': 'AGED OUT', 'not-assessed': 'NOT ASSESSED' }[standing]
}

/** Today's decision and the one at release; where they differ both are said, the one that was asked for first. */
export function bothWords(posture: Posture, moment: ReportInput['moment']): string {
  const today = decisionWord(posture.standing)
  const then = decisionWord(posture.atRelease.decision)
  if (today === then) return today
  return moment === 'today' ? `${today}, ${then} at release` : `${then} at release, ${today} today`
}

/** True when what stands between the release and GO is the same at both moments. */
export function isSameAnswer({ atRelease, today }: Posture): boolean {
  const said = ({ blockers }: Evaluation) => JSON.stringify(blockers.map(({ code, args }) => [code, args]))
  return said(atRelease) === said(today)
}

/** `policy default 2026.2 on 2026-06-02T12:00:00Z`. */
export function judgedBy({ policy, at }: Evaluation): string {
  return `policy ${policy.id} ${policy.version} on ${at}`
}

/** ` (declared: GO)` where the dossier declares a decision. */
export function declaredNote({ declared }: Posture): string {
  return declared === null ? '' : ` (declared: ${declared})`
}

/** `Unresolved SEV-1/SEV-2: none`, with accepted fallbacks named beside. */
export function unresolved({ severity, decision }: Evaluation): string {
  const blocking = decision === 'not-assessed' ? 'not assessed' : severity.blocking.join(', ') || 'none'
  const fallbacks =
    severity.fallbacks.length > 0 ? ` (accepted fallbacks: ${severity.fallbacks.join(', ')})` : ''
  return `Unresolved SEV-1/SEV-2: ${blocking}${fallbacks}`
}

const GROUP_WORD = { passed: 'PASS', waived: 'EXCEPTION', failed: 'FAIL', none: 'NONE' } as const

/** The column where PASS stands in the sample output. */
const DOTS_END = 52

function groupLines(group: GroupOutcome, record: ReleaseRecord, today: Evaluation): string[] {
  const mark = today.firstFailure === group.id ? '  <- first failure' : ''
  return [
    `${dotted(group.title)} ${GROUP_WORD[group.outcome]}${mark}`,
    ...group.gates.map((gate) => `  ${gateMark(gate)} ${gate.title}${gateNote(gate, record, today)}`),
  ]
}

function dotted(title: string): string {
  return `${title} ${'.'.repeat(Math.max(3, DOTS_END - 1 - title.length))}`
}

function gateMark(gate: GateOutcome): string {
  if (gate.waived) return '~'
  return { passed: '✓', 'not-applicable': '-' }[gate.outcome as string] ?? '✗'
}

function gateNote(gate: GateOutcome, record: ReleaseRecord, today: Evaluation): string {
  if (gate.outcome === 'passed') return proofNote(gate, record, today)
  const waived = gate.waived ? 'exception, ' : ''
  const because = gate.items.flatMap((item) => item.findings)[0]
  return `: ${waived}${gate.outcome.replace('-', ' ')}${because ? ` (${sentence(because)})` : ''}`
}

/** The requirements of [002] are no group of [003]; they stand below the groups when there are any. */
function requirementLines(today: Evaluation): string[] {
  const required = today.artifacts.filter((artifact) => artifact.required)
  const others = otherBlockers(today)
  if (required.length + others.length === 0) return []
  const failed = others.length > 0 || required.some((artifact) => artifact.outcome !== 'passed')
  const mark = today.firstFailure === 'artifacts' ? '  <- first failure' : ''
  return [
    `${dotted('Required artifacts')} ${failed ? 'FAIL' : 'PASS'}${mark}`,
    ...required.map(({ outcome, title }) =>
      outcome === 'passed' ? `  ✓ ${title}` : `  ✗ ${title}: ${outcome}`,
    ),
    ...others.map((each) => `  ✗ ${sentence(each)}`),
  ]
}

function approvalLines({ approvals }: Evaluation): string[] {
  if (approvals.length === 0) return []
  const roles = approvals.map(({ title, outcome, approvers }) =>
    outcome === 'approved' ? `${title} (${approvers.join(', ')})` : `${title}: ${outcome.replace('-', ' ')}`,
  )
  return [`Approved: ${roles.join('; ')}`]
}

function inTheWay(heading: string, evaluation: Evaluation, runbook: RunbookAddress): string[] {
  if (evaluation.blockers.length === 0) return []
  const steps = stepsToGo(evaluation)
  const lines = steps.flatMap((step, index) => [
    `  ${index + 1}. ${step.title}`,
    ...step.blockers.map(
      (blocker) => `     ${blocker.code}: ${sentence(blocker)}${see(byCause(blocker, runbook))}`,
    ),
  ])
  return [`${heading} (${steps.length}):`, ...lines, '']
}

function see(runbook: string | null): string {
  return runbook === null ? '' : ` See ${runbook}`
}

function noticed(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return []
  return ['Also noticed:', ...findings.map((each) => `  - ${each.code}: ${sentence(each)}`), '']
}

function ending({ atRelease, ends }: Posture): string[] {
  const end = ends ? [`GO until ${ends.at}, then ${decisionWord(ends.as)}: ${ends.by}`] : []
  return [`At release: ${decisionWord(atRelease.decision)} by ${judgedBy(atRelease)}`, ...end]
}

/**
 * The evidence of a passed gate, in the words of the sample output of [003]: who approved, the date of a drill or review,
 * "0 critical, 0 high", a count of tests. Empty if the artifact has none of these.
 */
export function proofNote(gate: GateOutcome, record: ReleaseRecord, today: Evaluation): string {
  const passed = new Set(gate.items.filter((item) => item.outcome === 'passed').map((item) => item.name))
  const items = record.evidence
    .filter((item) => passed.has(item.name))
    .map((item) => afterClearing(item, today))
  const notes = [...new Set(items.map(noteOf))].filter((note) => note !== '').sort()
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`
}

function noteOf(item: EvidenceItem): string {
  const critical = item.metrics['findings.critical']
  const high = item.metrics['findings.high']
  const cleared = item.metrics['findings.cleared']
  if (critical !== undefined && high !== undefined)
    return `${critical} critical, ${high} high${cleared ? `, ${cleared} cleared by VEX` : ''}`
  if (item.recorded) return item.generatedAt?.slice(0, 10) ?? ''
  return item.counts ? `${item.counts.passed} of ${item.counts.total} passed` : ''
}

/** Address of a code's runbook: in full if the site is known, else its path in the site; null if no runbook serves it. */
export type RunbookAddress = (code: string) => string | null

/** Makes the addresses of runbooks for readers outside of the site. */
export function runbookAddresses({
  site,
  base,
  runbooks,
}: Pick<CatalogFacts, 'site' | 'base' | 'runbooks'>): RunbookAddress {
  const { runbookOf } = makeLinks(base, runbooks)
  return (code) => {
    const path = runbookOf(code)
    return path === null || site === null ? path : new URL(path, site).href
  }
}
