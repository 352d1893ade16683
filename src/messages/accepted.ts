import type { Acceptance, ApprovalProof, Gate, Policy, PolicyArtifact, Threshold } from '#model/policy.ts'
import { count, number, sentenceList } from './format.ts'

/**
 * What a clause takes as proof, in one line, part by part: what it is, about what and by whom, what must be in it and have
 * passed, which numbers it must hold, whose code, and how old.
 */
export function acceptedText(clause: Acceptance): string {
  const { acts, tools, topics, targets, producers, signers, workflows, suites, cases, thresholds } = clause
  const parts = [
    `${clause.formats.join(' or ')} (${clause.kinds.join(', ')})`,
    ...(acts.length > 0 ? [`of ${/^[aeiou]/.test(acts[0] ?? '') ? 'an' : 'a'} ${acts.join(' or ')}`] : []),
    ...(topics ? [`about ${either(topics)}`] : []),
    ...(tools.length > 0 ? [`made by ${tools.join(' or ')}`] : []),
    ...(targets ? [`of a scan of ${either(targets)}`] : []),
    ...(producers ? [`from the producer ${either(producers)}`] : []),
    ...(signers ? [`signed by ${signers.join(' or ')}`] : []),
    ...(workflows ? [`by a run of ${workflows.join(' or ')} that the forge knows`] : []),
    ...(suites ? [`in which the ${suites.length > 1 ? 'suites' : 'suite'} ${each(suites)} passed`] : []),
    ...(cases ? [`in which the ${cases.length > 1 ? 'cases' : 'case'} ${each(cases)} passed`] : []),
    ...skippedText(clause.maxSkippedShare),
    ...(clause.runConclusion === undefined ? [] : [RUN_TEXT[`${clause.runConclusion}`]]),
    ...(thresholds.length > 0 ? [`with ${sentenceList(thresholds.map(thresholdText))}`] : []),
    clause.code === 'this' ? 'from the released code' : 'from any commit',
    ...(clause.maxAgeDays === null ? [] : [`at most ${count(clause.maxAgeDays, 'day')} old`]),
  ]
  return parts.join(', ')
}

function either(patterns: readonly string[]): string {
  return patterns.map((pattern) => `“${pattern}”`).join(' or ')
}

function each(patterns: readonly string[]): string {
  return sentenceList(patterns.map((pattern) => `“${pattern}”`))
}

function skippedText(share: number | undefined): string[] {
  return share === undefined ? [] : [`with at most ${percent(share)} of its cases skipped`]
}

const RUN_TEXT = {
  true: 'by a run that succeeded as a whole, as the forge knows',
  false: 'however its run ended',
} as const

function percent(share: number): string {
  return `${number(Math.round(share * 1e4) / 100)} %`
}

/** What a policy asks of all proof, whatever the gate. */
export function proofRules(policy: Policy): string[] {
  const { maxSkippedShare, distinctBytes, runConclusion } = policy
  const gates = policy.groups.flatMap((group) => group.gates)
  const byName = [...gates, ...policy.artifacts].filter(restsOnName).map(({ title }) => title)
  return [
    ...(maxSkippedShare === undefined
      ? []
      : [`In a report of tests, at most ${percent(maxSkippedShare)} of the cases may be skipped.`]),
    ...(runConclusion
      ? [
          'The forge must know the bytes of a file from a run on its commit that succeeded as a whole: a report may be green although its run failed. Records of people come from no run.',
        ]
      : []),
    ...(distinctBytes
      ? [
          'One file proves one gate, whatever names it goes by, unless the policy names for each of its gates the cases or suites that it holds.',
        ]
      : []),
    ...(byName.length > 0
      ? [
          `Who made a file is the word of the dossier, and nothing proves it, for ${sentenceList(byName)}. A policy can ask for a signer or a workflow there.`,
        ]
      : []),
  ]
}

/** Its proof is told apart by the producer that the dossier declares, and no signature stands behind that. */
function restsOnName({ accepts, requireVerified }: Pick<Gate, 'accepts' | 'requireVerified'>): boolean {
  return (
    !requireVerified &&
    accepts.some(({ producers, signers, workflows }) => producers && !signers && !workflows)
  )
}

/** Said of a gate or artifact that takes verified proof only. */
const VERIFIED_TEXT = 'only with a verified signature'

const RULES = {
  evidence: null,
  'breaking-changes': 'none declared, or each with a BREAKING: label and a migration guide',
  'release-notes': 'complete release notes',
  'compatibility-notes': 'complete compatibility notes that mention every breaking change',
  approvals: 'an approval by every role below',
} as const satisfies Record<Gate['rule'], string | null>

/** Everything that a gate accepts, a sentence each: first what its rule asks for besides proof. */
export function gateAccepts({ rule, accepts, requireVerified }: Gate): string[] {
  const own = RULES[rule]
  const besides = own && accepts.length > 0 ? `${own}, and in any case one of these` : own
  return [...(besides ? [besides] : []), ...artifactAccepts({ accepts, requireVerified })]
}

/** What a gate asks, in words: where proof comes from, what counts as proof, and how old that may be (null: no proof is asked). */
export function gateInWords(gate: Gate) {
  return {
    id: gate.id,
    title: gate.title,
    requirement: gate.requirement,
    condition: gate.condition ?? null,
    source: gate.evidenceSource,
    accepts: gateAccepts(gate),
    age: gate.accepts.length > 0 ? ageText(gate.accepts) : null,
  }
}

/** Everything that an artifact is accepted as, a sentence each. */
export function artifactAccepts({
  accepts,
  requireVerified,
}: Pick<PolicyArtifact, 'accepts' | 'requireVerified'>): string[] {
  return [...accepts.map(acceptedText), ...(requireVerified ? [VERIFIED_TEXT] : [])]
}

/** `Platform owner, 2 distinct persons, each proven by an approving review of the released commit on the forge`. */
export function approverText({ title, quorum, verifiedBy }: Policy['approvers'][number]): string {
  const ways = verifiedBy?.map((way) => APPROVAL_PROOFS[way]).join(' or ')
  const proof = ways ? `${quorum > 1 ? 'each ' : ''}proven by ${ways}` : 'by name alone'
  return [title, ...(quorum > 1 ? [`${quorum} distinct persons`] : []), proof].join(', ')
}

const APPROVAL_PROOFS: Record<ApprovalProof, string> = {
  review: 'an approving review of the released commit on the forge',
  'signed-record': 'their own signed record about the released commit',
}

/** `latency.p95 ≤ 250 ms`, `5 ≤ replicas ≤ 9`. */
export function thresholdText({ metric, min, max, unit }: Threshold): string {
  const limit = (value: number) => (unit ? `${number(value)} ${unit}` : number(value))
  if (min !== undefined && max !== undefined) return `${number(min)} ≤ ${metric} ≤ ${limit(max)}`
  if (min !== undefined) return `${metric} ≥ ${limit(min)}`
  return max === undefined ? metric : `${metric} ≤ ${limit(max)}`
}

/** Maximum age at the moment of judging: `30 days`, `does not age`, or both when clauses differ. */
export function ageText(clauses: readonly Acceptance[]): string {
  const ages = new Set(
    clauses.map(({ maxAgeDays }) => (maxAgeDays === null ? 'does not age' : count(maxAgeDays, 'day'))),
  )
  return [...ages].join(' or ')
}
