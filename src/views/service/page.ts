import { policyInForce, policyNamed } from '#decide/history/policies.ts'
import { isVersion } from '#decide/lib/order.ts'
import { count, day, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import { VERDICT_WORDS } from '#messages/verdict.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import type { HotSpotTrend, ServiceHistory } from '#model/service-history.ts'
import { usesToday } from '../outcome.ts'
import { type ServiceStanding, standing, standingAt } from '../posture/standing.ts'
import { criticalPaths } from '../release/critical.ts'
import { passedCount } from '../release/evidence.ts'
import { readinessQuestions } from '../release/questions.ts'
import { type RowContext, releaseRow, withdrawnLinks } from '../release-list.ts'
import { baselineTrend } from '../stranger/seen.ts'
import { strangerFacts, strangerRow } from '../stranger/service.ts'
import { type TurningText, turningText } from '../turning.ts'
import { boundary } from './boundary.ts'
import { isolationState, isolationText, KINDS, toIsolate } from './isolation.ts'
import { budgets, domains, openRisks } from './proof.ts'
import { trend } from './trend.ts'

/** Everything a service page is made of. */
export interface ServiceInput {
  service: Service
  /** Newest version first. */
  releases: readonly IndexLine[]
  history: ServiceHistory | undefined
  facts: CatalogFacts
  /** Reads the record of a release. */
  read: (line: IndexLine) => ReleaseRecord
  judge: (record: ReleaseRecord) => Posture
  context: RowContext
  links: Links
}

export type ServiceView = ReturnType<typeof servicePage>

/** Rows of the history that are shown in full; older ones are folded into links. */
const UNFOLDED = 50
/** Rows and links together: a page of ten thousand would weigh a megabyte. The list of all releases has the rest. */
const FOLDED = 500

/** One service: how it stands, where it ends, how it got here, and what carries it. */
export function servicePage({
  service,
  releases,
  history,
  facts,
  read,
  judge,
  context,
  links,
}: ServiceInput) {
  const stands = standing(service, releases, history, facts.environments)
  const versions = releases.filter(({ version }) => isVersion(version))
  const others = releases.filter(({ version }) => !isVersion(version))
  const assessed = assessedOf(stands)
  const record = assessed ? read(assessed) : null
  const isBare = stands !== null && releases.every(({ state }) => state === 'no-dossier')
  const bare = isBare ? { latest: stands.latest, releases, history, facts, read, links } : null
  return {
    service,
    kind: KINDS[service.kind],
    policy: policyText(service, facts),
    plan: stands?.latest.state === 'dossier' ? links.servicePlan(service.id) : null,
    stands,
    /** Where none of its releases has a dossier: what anybody can see in place of verdicts. */
    stranger: bare && {
      ...strangerFacts(bare),
      rows: versions.slice(0, UNFOLDED).map((line) => strangerRow(line, bare)),
    },
    baseline: history ? baselineTrend(history) : null,
    summary: stands ? turningStanding(stands, facts.at) : { text: neverText(history), turns: [] },
    boundary: boundary(service, facts.services, history, links),
    isolation: {
      state: isolationState(service),
      nextStep: service.isolation?.nextStep ?? null,
      fedBy: fedBy(releases.length, history),
    },
    rows: versions.slice(0, UNFOLDED).map((line) => releaseRow(line, context)),
    older: versions.slice(UNFOLDED, FOLDED).map((line) => olderLink(line, links)),
    oldest: Math.max(0, versions.length - FOLDED),
    otherRows: others.slice(0, UNFOLDED).map((line) => releaseRow(line, context)),
    withdrawn: withdrawnLinks(context, links, service.id),
    aliases: facts.aliases.filter((alias) => alias.service === service.id).map(({ tag }) => tag),
    olderOthers: others.slice(UNFOLDED, FOLDED).map((line) => olderLink(line, links)),
    oldestOthers: Math.max(0, others.length - FOLDED),
    trends: (history?.kpis ?? []).map(trend).filter((each) => each !== null),
    spots: (history?.hotSpots ?? []).map((spot) => hotSpotRow(spot, links)),
    assessed: assessed && { version: assessed.version, href: links.release(service.id, assessed.version) },
    domains: record && domains(record, judge(record)),
    evidence: assessed && links.releaseEvidence(service.id, assessed.version),
    ...readiness({ service, record, posture: record && judge(record), facts, history, links }),
    risks: record && openRisks(record),
    budgets: budgets(service.latencyBudgets, record),
  }
}

/** Its critical paths and the four readiness questions, answered by the release that speaks for it. */
function readiness({ service, record, posture, facts, history, links }: Ready) {
  const dossier = record?.dossier ?? null
  const judged =
    record === null || dossier === null || posture === null
      ? null
      : { record: { ...record, dossier }, posture, policies: policiesOf(posture, facts) }
  const critical = judged ? criticalPaths(judged) : []
  const release = record && links.release(service.id, record.version)
  const today = posture?.today
  return {
    critical,
    questions: readinessQuestions({
      release: judged ? `${service.name} ${judged.record.version}` : null,
      dossier:
        dossier && record && posture
          ? { ...dossierFacts(record, posture), owners: dossier.owners.length }
          : null,
      parts: toIsolate(history),
      isolation: isolationText(service),
      paths: critical,
      approvals: today?.approvals ?? [],
      links: {
        evidence: record ? links.releaseEvidence(service.id, record.version) : '#evidence',
        isolation: '#isolation',
        critical: '#critical',
        signoff: `${release ?? ''}#signoff`,
      },
    }),
  }
}

interface Ready extends Pick<ServiceInput, 'service' | 'facts' | 'history' | 'links'> {
  record: ReleaseRecord | null
  posture: Posture | null
}

function policiesOf({ atRelease, today }: Posture, { policies }: CatalogFacts) {
  return { atRelease: policyNamed(policies, atRelease.policy), today: policyNamed(policies, today.policy) }
}

function dossierFacts(record: ReleaseRecord, posture: Posture) {
  const { today } = posture
  return {
    path: record.dossierSource?.path ?? 'as it was found',
    artifacts: record.evidence.length,
    passed: passedCount(record, usesToday(posture)),
    required: today.required,
    satisfied: today.satisfied,
  }
}

/** The release whose evidence speaks for the service: the latest, else the newest that has a dossier. */
function assessedOf(stands: ServiceStanding | null): IndexLine | null {
  if (!stands) return null
  if (stands.latest.state === 'dossier') return stands.latest
  return stands.releases.find((line) => line.state === 'dossier') ?? null
}

function policyText(service: Service, facts: CatalogFacts): string {
  const policy = policyInForce(facts.policies, service.policy ?? facts.policy, facts.at)
  return `${policy.id} ${policy.version}`
}

function olderLink(line: IndexLine, links: Links): { version: string; href: string } {
  return { version: line.version, href: links.release(line.service, line.version) }
}

function turningStanding(stands: ServiceStanding, at: Instant): TurningText {
  return turningText([stands.latest], at, (moment) => standingText(standingAt(stands, moment)))
}

function standingText({ latest, today: { verdict, ends }, environments }: ServiceStanding): string {
  const until = ends === null ? 'today' : `until ${day(ends.at)}`
  const today =
    verdict === 'no-dossier' ? 'has no dossier and is not assessed' : `is ${VERDICT_WORDS[verdict]} ${until}`
  const running = environments.flatMap(({ title, line, behind }) => {
    const gap = behind ? ` (${behind} behind)` : ''
    return line ? [{ title, what: `${line.version}${gap}` }] : []
  })
  const sentences = [...Map.groupBy(running, ({ what }) => what)].map(([what, at]) => {
    const titles = sentenceList(at.map(({ title }) => title))
    return ` ${titles} ${at.length === 1 ? 'runs' : 'run'} ${what}.`
  })
  return `${latest.version} ${today}.${sentences.join('')}`
}

function neverText(history: ServiceHistory | undefined): string {
  const touched = history?.touched.releases ?? 0
  return `Not released on its own: ${touched === 0 ? 'no release changed it' : `${count(touched, 'release')} of other services changed it`}.`
}

function fedBy(releases: number, history: ServiceHistory | undefined): string {
  const spots = toIsolate(history).length
  const own =
    releases === 0 ? 'It has no release of its own' : `It has ${count(releases, 'release')} of its own`
  const touched = `${count(history?.touched.releases ?? 0, 'release')} changed files inside its boundary`
  const hot =
    spots === 0
      ? 'no hot spot asks for isolation'
      : `${count(spots, 'hot spot')} ${spots === 1 ? 'asks' : 'ask'} for isolation`
  return `${own}; ${touched}; ${hot}.`
}

const SPOT_KINDS = {
  expensive: 'computationally expensive',
  contention: 'contention',
  isolate: 'to be isolated',
} as const

const SPOT_TONES = { open: 'bad', isolating: 'warn', resolved: 'ok' } as const

export type HotSpotRow = ReturnType<typeof hotSpotRow>

/** A hot spot with its way through the releases. */
export function hotSpotRow(spot: HotSpotTrend, links: Links) {
  const { path, status, action, firstSeen, resolvedIn, carrier, version } = spot
  const running = spot.running > 0 ? `, ${spot.running} running` : ''
  return {
    path,
    action,
    kind: SPOT_KINDS[spot.kind],
    isolateFor: spot.isolateFor.join(', '),
    status,
    tone: SPOT_TONES[status],
    firstSeen,
    resolvedIn,
    carrier: `${carrier} ${version}`,
    href: links.release(carrier, version),
    carried: `${count(spot.releases, 'release')}${running}`,
  }
}
