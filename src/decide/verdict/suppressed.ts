import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import { Rating } from '#model/vulnerability.ts'

/** Evidence as it counts, and which suppressed findings a policy lets go. */
export type SuppressionResult = { items: readonly EvidenceItem[]; findings: Finding[] }

const BY_RATING = Rating.options.map((rating) => `findings.suppressed_${rating}`)

/**
 * Takes out of scans what was suppressed in a tool that the policy trusts with it (`suppressors`), so that limits on
 * `findings.suppressed_*` let it pass. Of any other tool, and of a file in which several took part, nothing changes.
 * Only findings with a reason are suppressed to a reader; what is let go is said.
 */
export function acceptSuppressions(items: readonly EvidenceItem[], policy: Policy): SuppressionResult {
  const trusted = new Set(policy.suppressors)
  const findings = items.filter((item) => isAccepted(item, trusted)).map(told)
  return findings.length === 0
    ? { items, findings }
    : { items: items.map((item) => (isAccepted(item, trusted) ? withoutSuppressed(item) : item)), findings }
}

function isAccepted({ tool, metrics }: EvidenceItem, trusted: ReadonlySet<string>): boolean {
  return tool !== null && trusted.has(tool.name) && (metrics['findings.suppressed'] ?? 0) > 0
}

function withoutSuppressed(item: EvidenceItem): EvidenceItem {
  const none = BY_RATING.filter((name) => name in item.metrics).map((name) => [name, 0] as const)
  return { ...item, metrics: { ...item.metrics, 'findings.suppressed': 0, ...Object.fromEntries(none) } }
}

function told({ name, tool, metrics }: EvidenceItem): Finding {
  const total = metrics['findings.suppressed'] ?? 0
  const critical = metrics['findings.suppressed_critical'] ?? 0
  const high = metrics['findings.suppressed_high'] ?? 0
  const args = { item: name, tool: tool?.name ?? null, total, critical, high }
  return finding('scan.suppression_accepted', args, ['vulnerabilities', name])
}
