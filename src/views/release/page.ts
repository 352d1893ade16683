import type { Finding } from '#model/finding.ts'
import { say } from '../findings.ts'
import { count } from '../format.ts'
import { releaseLedger } from '../ledger.ts'
import { requiredArtifacts } from './artifacts.ts'
import { checklist } from './checklist.ts'
import { decision } from './decision.ts'
import { evidence } from './evidence.ts'
import { gateGroups } from './gates.ts'
import { githubClaims } from './github.ts'
import { headline } from './headline.ts'
import { type Assessed, isAssessed, type ReleaseInput } from './input.ts'
import { kpis } from './kpis.ts'
import { payload } from './payload.ts'
import { promotion } from './promotion.ts'
import { risks } from './risks.ts'
import { scope } from './scope.ts'
import { signoff } from './signoff.ts'
import { stripCells } from './strip.ts'
import { trace } from './trace.ts'

export type ReleasePage = ReturnType<typeof releasePage>

/**
 * What the page of one release says, section by section, from the record and both evaluations. Nothing in it depends
 * on the moment of the build but what today's evaluation came out as.
 */
export function releasePage(input: ReleaseInput) {
  const { record, links } = input
  const head = headline(input)
  const assessed = isAssessed(input) ? assessedParts(input) : null
  return {
    title: head.name,
    description: `${head.verdictWord}. ${head.title ?? `Release ${record.git.tag}`}`,
    head,
    crumbs: [
      { text: 'Releases', href: links.releases },
      {
        text: input.services.get(record.service)?.name ?? record.service,
        href: links.service(record.service),
      },
    ],
    version: record.version,
    quarantine: say(record.quarantine, links),
    scope: scope(input),
    assessed,
    ledger: releaseLedger(input.ledger),
    trace: trace(input),
    github: githubClaims(record),
    payload: payload(input),
    contents: contents(assessed),
  }
}

function assessedParts(input: Assessed) {
  const { today, atRelease } = input.posture
  return {
    strips: {
      today: stripCells(today),
      atRelease: atRelease.strip === today.strip ? null : atRelease.strip,
    },
    blockers: {
      today: blocking(today.blockers, input).map((each, i) => ({ ...each, first: i === 0 })),
      atRelease: atRelease.decision === today.decision ? [] : blocking(atRelease.blockers, input),
    },
    groups: gateGroups(input),
    artifacts: requiredArtifacts(input),
    checklist: checklist(input),
    decision: decision(input),
    evidence: evidence(input),
    kpis: kpis(input),
    risks: risks(input),
    promotion: promotion(input),
    signoff: signoff(input),
    gateCount: `${today.satisfied}/${today.required}`,
  }
}

/** Blockers in words, with the place of the artifact that each is about; the first is the one at which the decision turned. */
function blocking(blockers: readonly Finding[], { links, record }: Assessed) {
  const shown = new Set(record.evidence.map(({ name }) => name))
  return say(blockers, links).map((each) => ({
    ...each,
    proof: each.item !== null && shown.has(each.item) ? { name: each.item, href: `#e-${each.item}` } : null,
  }))
}

type Parts = ReturnType<typeof assessedParts>

/** The table of contents: id, title, and one number or word that says what is inside. */
function contents(parts: Parts | null) {
  const entry = (id: string, title: string, hint: string | null = null) => ({ id, title, hint })
  const middle = parts
    ? [
        entry('gates', 'Go / no-go', parts.gateCount),
        entry('evidence', 'Evidence', String(parts.evidence.total)),
        entry('kpis', 'KPI drift', parts.kpis.hint),
        entry('risks', 'Risks and hot spots', riskHint(parts)),
        entry('promotion', 'Promotion and smoke', parts.promotion.furthest),
        entry('signoff', 'Sign-off', parts.signoff.count),
      ]
    : []
  const first = parts ? [] : [entry('without', 'Not assessed')]
  return [
    ...first,
    entry('scope', 'Purpose and scope'),
    ...middle,
    entry('trace', 'Traceability'),
    entry('payload', 'Payload'),
  ]
}

function riskHint({ risks: { blocking, needsWork, hotSpots } }: Parts): string {
  if (blocking.length > 0) return `${blocking.length} blocking`
  const open = needsWork.length + hotSpots.length
  return open === 0 ? 'none' : count(open, 'open', 'open')
}
