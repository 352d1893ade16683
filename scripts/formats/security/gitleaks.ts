import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading } from './audit.ts'

const Leak = z.looseObject({ RuleID: z.string().nullish(), rule: z.string().nullish() })

/** True for a list of leaks as gitleaks writes it, since version 8 and before. */
export function isGitleaks(document: unknown): boolean {
  const [first]: unknown[] = Array.isArray(document) ? document : []
  return hasKeys(first, 'RuleID', 'Secret') || hasKeys(first, 'rule', 'offender', 'lineNumber')
}

/**
 * A JSON report of gitleaks. Every leak is unrated. An empty list is what it writes when it found nothing, and also what
 * anything else writes that looked at nothing: it can show no clean scan, as the SARIF of gitleaks can. The commits in it
 * are those of the leaks. Secrets stay in the artifact.
 */
export function readGitleaks(document: unknown): Reading {
  const leaks = readArtifactShape('gitleaks', z.array(Leak), document)
  if (!leaks.ok) return unreadable('gitleaks', leaks.findings)
  return auditReading('gitleaks', {
    dialect: 'gitleaks JSON',
    tool: { name: 'gitleaks' },
    found: leaks.value.map(({ RuleID, rule }) => ({
      ids: [RuleID ?? rule ?? 'leak'],
      rating: 'unrated' as const,
      isVulnerability: false,
    })),
    obstacles: leaks.value.length === 0 ? [finding('gitleaks.empty')] : [],
  })
}
