import { loosenedDemands } from '#decide/history/loosening.ts'
import {
  loweredThresholds,
  policyInForce,
  policyVersions,
  rebasedThresholds,
} from '#decide/history/policies.ts'
import { newestEntries } from '#decide/ledger/ledger.ts'
import { policyName } from '#decide/ledger/verdicts.ts'
import { count, day } from '#messages/format.ts'
import type { PinnedPolicy } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import { releaseId } from '#model/release.ts'
import { say } from '../findings.ts'
import type { PolicyInput } from './gates.ts'

export type HistoryEntry = ReturnType<typeof policyHistory>[number]

/** Every version of a policy, newest first, with what it changed against the one before it [002]. */
export function policyHistory(input: PolicyInput, id: string) {
  const { policies, links, at } = input
  const inForce = policyInForce(policies, id, at)
  const versions = policyVersions(policies, id)
  const verdicts = publishedVerdicts(input)
  return versions
    .map((policy, i) => {
      const before = versions[i - 1]
      const after = versions[i + 1]
      return {
        version: policy.version,
        href: links.policyVersion(policy),
        gates: policy.groups.flatMap((group) => group.gates).length,
        status: policy.status,
        before: before ? { version: before.version, href: links.policyVersion(before) } : null,
        replaced: replacedBy(after, at),
        validFrom: { iso: policy.validFrom, text: day(policy.validFrom) },
        inForce: policy === inForce,
        changes: before ? gateChanges(before, policy) : ['the first version'],
        lowered: before ? say(loweredThresholds(before, policy), links) : [],
        loosened: before ? say(loosenedDemands(before, policy), links) : [],
        rebased: before ? say(rebasedThresholds(before, policy), links) : [],
        ...pinnedTexts(verdicts.get(policyName(policy))),
      }
    })
    .reverse()
}

/** The version that took the place of one, once its day has come. */
function replacedBy(after: Policy | undefined, at: string) {
  if (after === undefined || Date.parse(after.validFrom) > Date.parse(at)) return null
  return { version: after.version, iso: after.validFrom, day: day(after.validFrom) }
}

/** What a ledger says of one version of a policy: how many releases stay with it, and which it judges otherwise today. */
type PublishedVerdicts = { atRelease: number; rejudged: string[] }

function publishedVerdicts({ ledger }: PolicyInput): ReadonlyMap<string, PublishedVerdicts> {
  const found = new Map<string, PublishedVerdicts>()
  const of = (policy: PinnedPolicy) => {
    const known = found.get(policyName(policy)) ?? { atRelease: 0, rejudged: [] }
    found.set(policyName(policy), known)
    return known
  }
  for (const entry of newestEntries(ledger.map((line) => line.entry)).values()) {
    if (!('schemaVersion' in entry) || entry.act === 'withdrawn') continue
    if (entry.atRelease) of(entry.atRelease.policy).atRelease += 1
  }
  for (const { entry } of ledger) {
    if (entry.act === 'rejudged' && entry.today) of(entry.today.policy).rejudged.push(releaseId(entry))
  }
  return found
}

function pinnedTexts(verdicts: PublishedVerdicts = { atRelease: 0, rejudged: [] }) {
  const { atRelease, rejudged } = verdicts
  const named = rejudged.slice(0, MOST_NAMED)
  const more = rejudged.length - named.length
  return {
    pinned:
      atRelease > 0
        ? `${count(atRelease, 'published verdict')} at release ${atRelease === 1 ? 'stays' : 'stay'} with this version, so it is never edited.`
        : null,
    rejudged:
      rejudged.length > 0
        ? `Judged otherwise by it since they were published: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
        : null,
  }
}

const MOST_NAMED = 20

function gateChanges(before: Policy, after: Policy): string[] {
  const [old, now] = [gatesOf(before), gatesOf(after)]
  const added = [...now].filter(([id]) => !old.has(id)).map(([, gate]) => `new gate: ${gate.title}`)
  const gone = [...old].filter(([id]) => !now.has(id)).map(([, gate]) => `gate removed: ${gate.title}`)
  const turned = [...now].flatMap(([id, gate]) => {
    const was = old.get(id)?.requirement
    return was && was !== gate.requirement ? [`${gate.title}: ${was} became ${gate.requirement}`] : []
  })
  return [...added, ...gone, ...turned]
}

function gatesOf(policy: Policy) {
  return new Map(policy.groups.flatMap((group) => group.gates).map((gate) => [gate.id, gate]))
}
