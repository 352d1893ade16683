import type { Risk } from '#model/dossier-risk.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { canonical } from '../lib/canonical.ts'
import { compareText, sortFindings } from '../lib/findings.ts'
import type { EvaluationContext, Violations } from './evaluation-context.ts'

/**
 * The severity rule [003]: a risk of a blocking severity blocks while it is open, or merely accepted. An accepted
 * runtime fallback that has not ended is shown and not counted; its end is the start of that day in UTC.
 */
export function judgeRisks(context: EvaluationContext): Violations & { severity: Evaluation['severity'] } {
  const risks = context.dossier.risks
    .filter((risk) => context.policy.blockingSeverities.includes(risk.severity) && isUnresolved(risk))
    .sort(
      (a, b) =>
        compareText(a.severity, b.severity) ||
        compareText(a.id, b.id) ||
        compareText(canonical(a), canonical(b)),
    )
  const fallbacks = risks.filter(
    (risk) => fallbackEnd(risk) !== null && context.at < Number(fallbackEnd(risk)),
  )
  const blocking = risks.filter((risk) => !fallbacks.includes(risk))
  const expired = blocking.filter((risk) => risk.acceptedFallback !== undefined)
  return {
    severity: {
      outcome: blocking.length > 0 ? 'failed' : 'passed',
      blocking: unique(blocking.map((risk) => risk.id)),
      fallbacks: unique(fallbacks.map((risk) => risk.id)),
    },
    blockers: blocking.map((risk) => aboutRisk(UNRESOLVED[risk.severity], risk)),
    findings: sortFindings(expired.map((risk) => aboutRisk('risk.fallback_expired', risk))),
  }
}

/** When an accepted fallback ends, in milliseconds; null without one. */
export function fallbackEnd(risk: Risk): number | null {
  return risk.acceptedFallback ? Date.parse(`${risk.acceptedFallback.until}T00:00:00Z`) : null
}

function isUnresolved(risk: Risk): boolean {
  return risk.status === 'open' || risk.status === 'accepted'
}

const UNRESOLVED = {
  'SEV-1': 'risk.unresolved_sev1',
  'SEV-2': 'risk.unresolved_sev2',
  'SEV-3': 'risk.unresolved_sev3',
  'SEV-4': 'risk.unresolved_sev4',
} as const satisfies Record<Risk['severity'], string>

function aboutRisk(code: string, { id, title, severity, status, owner, acceptedFallback }: Risk): Finding {
  const known = { risk: id, title, severity, status, owner: owner ?? null }
  return finding(code, { ...known, until: acceptedFallback?.until ?? null }, ['risks', id])
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort()
}
