import type { Waiver } from '#model/dossier-acts.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import { instant, millis } from '../lib/time.ts'
import type { EvaluationContext } from './evaluation-context.ts'

export interface GateWaivers {
  /** When the waiver that holds longest ends, in milliseconds; null when none is in force. */
  until: number | null
  findings: Finding[]
}

/**
 * The waivers of a gate at the moment of judging. Their end is exclusive, in UTC: at `until` they no longer hold. A
 * mandatory gate cannot be waived [003 "every mandatory check is green"].
 */
export function waiversOf(gate: Gate, context: EvaluationContext): GateWaivers {
  const waivers = context.dossier.waivers.filter((waiver) => waiver.gate === gate.id)
  if (gate.requirement === 'mandatory')
    return {
      until: null,
      findings: sortFindings(waivers.map((waiver) => aboutWaiver('waiver.not_allowed', waiver))),
    }
  const over = waivers.filter((waiver) => millis(waiver.until) <= context.at)
  const ends = waivers.filter((waiver) => !over.includes(waiver)).map((waiver) => millis(waiver.until))
  return {
    until: ends.length > 0 ? Math.max(...ends) : null,
    findings: sortFindings(over.map((waiver) => aboutWaiver('waiver.expired', waiver))),
  }
}

/** Waivers for gates that the policy does not have. */
export function strayWaivers(context: EvaluationContext, gates: ReadonlySet<string>): Finding[] {
  return context.dossier.waivers
    .filter((waiver) => !gates.has(waiver.gate))
    .map((waiver) => aboutWaiver('waiver.unknown_gate', waiver))
}

function aboutWaiver(code: string, { gate, owner, until }: Waiver): Finding {
  return finding(code, { gate, owner, until: instant(millis(until)) }, ['waivers', gate])
}
