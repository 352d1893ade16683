import type { ScoringCheckName } from '#decide/scoring/checks.ts'
import { cohortOf, idOf } from '#decide/scoring/effective.ts'
import type { PlacedItem, ReviewQueue, ScoringToday } from '#decide/scoring/queue.ts'
import type { ScoringState, StandingRevision } from '#decide/scoring/state.ts'
import type { Finding } from '#model/finding.ts'
import type { GuardrailName, ScoringFactor, ScoringItem, ScoringRegistry } from '#model/scoring.ts'
import type { ApiScoring } from '#model/scoring-api.ts'
import { remedy, sentence } from './messages.ts'

/** What a scoring profile never does, wherever one is shown [004]. */
export const SCORING_NEVER =
  'A profile decides what people look at first. It changes no GO and no NO-GO, approves no release, schedules nothing, deploys nothing and calls nobody.'

/** The word of each state. */
export const SCORING_WORDS = {
  candidate: 'CANDIDATE',
  held: 'HELD',
  unapproved: 'NOT APPROVED',
  refused: 'REFUSED',
  approved: 'APPROVED',
  live: 'LIVE',
  expired: 'EXPIRED',
  'rolled-back': 'ROLLED BACK',
  trusted: 'TRUSTED',
} as const satisfies Record<ScoringState, string>

/** The class that colors each, which names its mark too. */
export const SCORING_TONES = {
  candidate: 'none',
  held: 'held',
  unapproved: 'held',
  refused: 'no',
  approved: 'info',
  live: 'go',
  expired: 'aged',
  'rolled-back': 'moved',
  trusted: 'ok',
} as const satisfies Record<ScoringState, string>

export const FACTOR_NAMES = {
  'blast-radius': 'Blast radius',
  'signing-surface': 'Signing surface',
  'canary-drift': 'Canary drift',
} as const satisfies Record<ScoringFactor, string>

export const CHECK_NAMES = {
  hash: 'Hash',
  lineage: 'Lineage',
  cohort: 'Cohort',
  window: 'Window',
  approver: 'Approver',
  'trade-off': 'Trade-off',
  replay: 'Replay evidence',
  'way-back': 'Way back',
  guardrails: 'Guardrails',
} as const satisfies Record<ScoringCheckName, string>

export const GUARDRAIL_NAMES = {
  'protected-signoffs-missed': 'Protected sign-offs missed',
  'protected-signoff-age': 'Oldest protected item',
  'canary-findings-missed': 'Canary findings missed',
  'false-negatives': 'False negatives',
} as const satisfies Record<GuardrailName, string>

export const KIND_NAMES = {
  'build-regression': 'regression',
  'dependency-anomaly': 'dependency',
  'canary-finding': 'canary',
  'rollout-caveat': 'caveat',
} as const satisfies Record<ScoringItem['kind'], string>

/** Everything that the scoring files come to at a moment, as data: `api/v1/scoring.json` and `catalog scoring`. */
export function scoringDocument(
  today: ScoringToday,
  { refused }: Pick<ScoringRegistry, 'refused'>,
): ApiScoring {
  return {
    schemaVersion: 1,
    at: today.at,
    never: SCORING_NEVER,
    effective: today.queues.map(({ cohort, services, effective }) => ({
      cohort,
      services,
      revision: nameOf(effective.revision),
      prior: nameOf(effective.prior),
      until: effective.until,
      because: effective.findings.map(said),
    })),
    revisions: today.standing.map(revisionDocument),
    queues: today.queues.map(queueDocument),
    refused: refused.map(({ file, findings }) => ({ file, because: findings.map(placedIn) })),
    findings: today.findings.map(said),
  }
}

function revisionDocument(standing: StandingRevision): ApiScoring['revisions'][number] {
  const { entry, checks, approvals } = standing.judged
  const { profile, window, rollback } = entry.document
  return {
    id: profile.id,
    file: entry.file,
    use: profile.use,
    state: standing.state,
    since: standing.since,
    ends: standing.ends,
    because: standing.because.map(said),
    sha256: entry.sha256,
    manifestSha256: entry.manifestSha256,
    rollbackSha256: entry.rollbackSha256,
    from: profile.from,
    cohort: cohortOf(standing),
    window: window ?? null,
    prior: rollback?.to ?? null,
    approver: approvals.find(({ counts }) => counts)?.approval.approver ?? null,
    checks: checks.map(({ name, findings }) => ({
      name,
      passed: findings.length === 0,
      because: findings.map(said),
    })),
  }
}

function queueDocument({ cohort, effective, items, underPrior }: ReviewQueue): ApiScoring['queues'][number] {
  const prior = new Map(underPrior?.map(({ item, place }) => [item.id, place]))
  return { cohort, revision: nameOf(effective.revision), items: items.map((each) => placed(each, prior)) }
}

function placed({ item, place, score, contributions }: PlacedItem, prior: ReadonlyMap<string, number>) {
  const { id, kind, title, service, version = null, signoff = null } = item
  const shares = contributions.map(({ factor, value }) => [factor, value])
  return {
    place,
    id,
    kind,
    title,
    service,
    version,
    signoff,
    score,
    contributions: Object.fromEntries(shares) as Partial<Record<ScoringFactor, number>>,
    priorPlace: prior.get(id) ?? null,
  }
}

function nameOf(standing: StandingRevision | null): string | null {
  return standing && idOf(standing)
}

function said(finding: Finding) {
  return { code: finding.code, sentence: sentence(finding), remedy: remedy(finding) }
}

/** Of a document: where in it. */
function placedIn(finding: Finding) {
  const told = said(finding)
  const place = finding.path.join('.')
  return place === '' ? told : { ...told, sentence: `${place}: ${told.sentence}` }
}

/** The same for people, as lines of text. */
export function scoringText(document: ApiScoring): string {
  const { at, effective, revisions, queues, refused, findings } = document
  const lines = [
    SCORING_NEVER,
    '',
    `What orders the review queues at ${at}`,
    ...effective.map(
      ({ cohort, services, revision, until, prior }) =>
        `  ${(cohort ?? 'everyone else').padEnd(16)}${revision ?? 'no profile: oldest first'}${until ? `, until ${until}, then ${prior ?? 'nothing'}` : ''}  (${services.join(', ')})`,
    ),
    ...effective.flatMap(({ because }) => because.flatMap(reason)),
    '',
    'Revisions',
    ...revisions.flatMap(revisionLines),
    ...queues.flatMap(queueLines),
    ...(refused.length > 0 ? ['', 'Files that are left out'] : []),
    ...refused.flatMap(({ file, because }) => [`  ${file}`, ...because.flatMap(reason)]),
    ...findings.flatMap(reason),
  ]
  return `${lines.join('\n')}\n`
}

function revisionLines(revision: ApiScoring['revisions'][number]): string[] {
  const { id, state, cohort, window, because, sha256, manifestSha256, rollbackSha256 } = revision
  const span = window ? `, ${window.from} to ${window.until}` : ''
  return [
    `  ${id.padEnd(16)}${SCORING_WORDS[state].padEnd(14)}${cohort ?? (revision.use === 'baseline' ? 'all' : 'no cohort')}${span}`,
    `    revision ${sha256}`,
    ...(manifestSha256 ? [`    manifest ${manifestSha256}`] : []),
    ...(rollbackSha256 ? [`    rollback ${rollbackSha256}`] : []),
    ...because.flatMap(reason),
  ]
}

function queueLines({ cohort, revision, items }: ApiScoring['queues'][number]): string[] {
  const rows = items.map(({ place, score, title, service, signoff, contributions, priorPlace }) => {
    const shares = Object.entries(contributions).map(([factor, value]) => `${factor} ${value}`)
    const mark = signoff ? ` [protected: ${signoff}]` : ''
    const prior = priorPlace === null ? '' : `, prior place ${priorPlace}`
    return `  ${String(place).padStart(2)}. ${score ?? '-'}  ${title} (${service})${mark}: ${shares.join(', ')}${prior}`
  })
  return [
    '',
    `Review queue, ${cohort ?? 'everyone else'}, by ${revision ?? 'age'}`,
    ...(rows.length > 0 ? rows : ['  nothing to read']),
  ]
}

function reason({ sentence: text, remedy: what }: { sentence: string; remedy: string | null }): string[] {
  return [`    - ${text}`, ...(what ? [`      ${what}`] : [])]
}
