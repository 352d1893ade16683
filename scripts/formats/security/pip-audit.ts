import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, packageUrl } from './audit.ts'

const Dependency = z.looseObject({
  name: z.string(),
  version: z.string().nullish(),
  skip_reason: z.string().nullish(),
  vulns: z.array(z.looseObject({ id: z.string(), aliases: z.array(z.string()).nullish() })).nullish(),
})

const Report = z.looseObject({ dependencies: z.array(Dependency) })

/** True for what `pip-audit -f json` writes: dependencies, of which the first says what is known of it. */
export function isPipAudit(document: unknown): boolean {
  const list: unknown = hasKeys(document, 'dependencies') ? document['dependencies'] : document
  const [first]: unknown[] = Array.isArray(list) ? list : []
  if (hasKeys(document, 'dependencies', 'fixes')) return Array.isArray(list)
  return hasKeys(first, 'name') && (hasKeys(first, 'version', 'vulns') || hasKeys(first, 'skip_reason'))
}

/**
 * `pip-audit -f json`, also the bare list of versions before 2.2. It rates nothing, so every finding is unrated. A
 * dependency that it skipped was not looked at; what `--ignore-vuln` left out leaves no mark.
 */
export function readPipAudit(document: unknown): Reading {
  const report = readArtifactShape(
    'pip-audit',
    Report,
    Array.isArray(document) ? { dependencies: document } : document,
  )
  if (!report.ok) return unreadable('pip-audit', report.findings)
  const { dependencies } = report.value
  const audited = dependencies.filter(({ vulns, skip_reason }) => vulns && !skip_reason)
  const skipped = dependencies.length - audited.length
  return auditReading('pip-audit', {
    dialect: 'pip-audit JSON',
    tool: { name: 'pip-audit' },
    found: dependencies.flatMap(({ name, version, vulns }) =>
      (vulns ?? []).map(({ id, aliases }) => ({
        ids: [...new Set([id, ...(aliases ?? [])])],
        rating: 'unrated' as const,
        purl: packageUrl('pypi', name.toLowerCase().replaceAll(/[_.-]+/g, '-'), version),
        isVulnerability: true,
      })),
    ),
    obstacles: [
      ...(audited.length === 0 ? [finding('audit.nothing_audited')] : []),
      ...(skipped > 0 ? [finding('audit.skipped', { count: skipped })] : []),
    ],
  })
}
