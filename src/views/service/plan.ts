import { policyInForce } from '#decide/history/policies.ts'
import { millis } from '#decide/lib/time.ts'
import { atHandOf, type ProofAtHand } from '#decide/plan/at-hand.ts'
import { planOf } from '#decide/plan/plan.ts'
import { count, day, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import { type PlanFor, planDocument, TYPE_NAMES } from '#messages/plan.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import { type TurningText, turningAt } from '../turning.ts'

export type ServicePlan = ReturnType<typeof servicePlan>

/**
 * What the next release of a service has already, whatever its type: evidence of its newest release that is not bound to that
 * release's code, and until when it counts.
 */
export function servicePlan(
  service: Service,
  record: ReleaseRecord,
  { policies, policy: usual, at }: Pick<CatalogFacts, 'policies' | 'policy' | 'at'>,
  links: Links,
) {
  const policy = policyInForce(policies, service.policy ?? usual, at)
  const [first] = policy.requirements
  if (first === undefined) throw new Error('A policy names all types.')
  const asked = planOf(policy, { releaseType: first.releaseType, profile: null, providers: [] })
  const plan = { ...asked, artifacts: policy.artifacts }
  const atHand = atHandOf(record, plan, { today: at, on: at }) ?? []
  const newest = { service: record.service, version: record.version, atHand }
  const about: PlanFor = { today: at, on: at, service: { ...service, newest }, people: new Map() }
  const document = planDocument(asked, about)
  const there = atHand.filter(({ state }) => state === 'counts').toSorted(soonestFirst)
  return {
    service: { name: service.name, href: links.service(service.id) },
    heading: headingOf(service.name, there),
    lead: `${record.version} has it, and it is not bound to the code of that release. The run of the next release, people or its dossier have to bring everything else.`,
    release: { name: record.version, href: links.releaseEvidence(record.service, record.version) },
    policy: { name: `${policy.title} ${policy.version}`, href: links.policyVersion(policy) },
    types: policy.requirements.map(({ releaseType }) => ({
      name: TYPE_NAMES[releaseType],
      href: links.planOfType(policy.id, releaseType),
    })),
    first: document.first.map((each) => ({ ...each, href: links.policyGate(policy, each.gate) })),
    there: there.map((each) => thereRow(each, links, policy)),
    again: sentenceList(atHand.filter(({ state }) => state === 'not-applicable').map(({ title }) => title)),
    run: document.groups
      .flatMap(({ gates }) =>
        gates.filter(({ origin, atHand: own }) => own === null && (origin === 'run' || origin === 'either')),
      )
      .map(({ id, title }) => ({ title, href: links.policyGate(policy, id) })),
    index: links.plan,
  }
}

/** How many gates have evidence, now and once some of it has run out. */
function headingOf(name: string, there: readonly ProofAtHand[]): TurningText {
  const ends = there.filter(({ kind }) => kind === 'gate').map(({ until }) => until)
  const tell = (gates: number) =>
    gates === 0
      ? `The next release of ${name} starts without evidence.`
      : `The next release of ${name} has evidence for ${count(gates, 'gate')} already.`
  const moments = [...new Set(ends.filter((end) => end !== null))]
  return turningAt(moments, tell(ends.length), (at) =>
    tell(ends.filter((end) => end === null || millis(end) > millis(at)).length),
  )
}

function soonestFirst(a: ProofAtHand, b: ProofAtHand): number {
  const end = ({ until }: ProofAtHand) => (until === null ? Number.MAX_SAFE_INTEGER : millis(until))
  return end(a) - end(b)
}

function thereRow(
  { kind, id, title, item, generatedAt, until }: ProofAtHand,
  links: Links,
  policy: { id: string; version: string },
) {
  return {
    title,
    href: kind === 'gate' ? links.policyGate(policy, id) : links.policyArtifact(policy, id),
    item,
    made: generatedAt,
    until,
    state:
      until === null
        ? null
        : turningAt([until], `counts until ${day(until)}`, () => `ran out on ${day(until)}`),
  }
}
