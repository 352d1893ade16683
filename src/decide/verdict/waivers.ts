import type { Waiver } from '#model/dossier-acts.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import { DAY_MS, instant, millis } from '../lib/time.ts'
import { decisionTime } from './decision-time.ts'
import type { PreparedContext } from './evaluation-context.ts'

export interface GateWaivers {
  /** When the waiver that holds longest ends, in milliseconds; null when none is in force. */
  until: number | null
  /** Those in force, should they not count because what they are to cover has failed. */
  overFailure: Finding[]
  findings: Finding[]
}

/**
 * The waivers of a gate at the moment of judging. Their end is exclusive, in UTC: at `until` they no longer hold. A
 * mandatory gate cannot be waived [003 "every mandatory check is green"], and a waiver stands in for proof that is missing,
 * too old or says nothing, never for one that failed. One that holds for longer than the policy allows does not hold at all.
 */
export function waiversOf(gate: Gate, context: PreparedContext): GateWaivers {
  const waivers = context.dossier.waivers.filter((waiver) => waiver.gate === gate.id)
  if (gate.requirement === 'mandatory')
    return {
      until: null,
      overFailure: [],
      findings: sortFindings(waivers.map((waiver) => aboutWaiver('waiver.not_allowed', waiver))),
    }
  const latest = latestEnd(context)
  const over = waivers.filter((waiver) => millis(waiver.until) <= context.at)
  const long = waivers.filter((waiver) => millis(waiver.until) > latest)
  const inForce = waivers.filter((waiver) => !over.includes(waiver) && !long.includes(waiver))
  return {
    until: inForce.length > 0 ? Math.max(...inForce.map((waiver) => millis(waiver.until))) : null,
    overFailure: sortFindings(inForce.map((waiver) => aboutWaiver('waiver.over_failure', waiver))),
    findings: sortFindings([
      ...over.map((waiver) => aboutWaiver('waiver.expired', waiver)),
      ...long.map((waiver) => tooLong(waiver, context)),
    ]),
  }
}

/** Until when a waiver may hold, in milliseconds. */
function latestEnd({ policy, record }: PreparedContext): number {
  const { maxDays = Number.POSITIVE_INFINITY } = policy.waivers ?? {}
  return millis(decisionTime(record)) + maxDays * DAY_MS
}

function tooLong(waiver: Waiver, { policy }: PreparedContext): Finding {
  const about = aboutWaiver('waiver.too_long', waiver)
  return { ...about, args: { ...about.args, days: policy.waivers?.maxDays ?? null } }
}

/** Waivers for gates that the policy does not have. */
export function strayWaivers(context: PreparedContext, gates: ReadonlySet<string>): Finding[] {
  return context.dossier.waivers
    .filter((waiver) => !gates.has(waiver.gate))
    .map((waiver) => aboutWaiver('waiver.unknown_gate', waiver))
}

function aboutWaiver(code: string, { gate, owner, until }: Waiver): Finding {
  return finding(code, { gate, owner, until: instant(millis(until)) }, ['waivers', gate])
}
