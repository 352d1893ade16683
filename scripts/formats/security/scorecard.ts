import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { collectMetrics, judgeMeasurement, toMetricName } from '../performance/verdict.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'

const Report = z.looseObject({
  date: z.string().nullish(),
  repo: z.looseObject({ name: z.string().nullish(), commit: z.unknown().optional() }).nullish(),
  scorecard: z.looseObject({ version: z.string().nullish() }),
  score: z.number(),
  checks: z.array(z.looseObject({ name: z.string(), score: z.number() })),
})

/** True for the JSON of OpenSSF Scorecard. */
export function isScorecard(document: unknown): boolean {
  return hasKeys(document, 'scorecard', 'score', 'checks', 'repo')
}

/**
 * The JSON of OpenSSF Scorecard → measurements: a score from 0 to 10 for each check, and the total. A check of score -1
 * came to no conclusion: it has no number, so a policy that limits it finds it not measured. Scores outside of 0 to 10 and a report in
 * which nothing was concluded say nothing.
 */
export function readScorecard(document: unknown): Reading {
  const report = readArtifactShape('scorecard', Report, document)
  if (!report.ok) return unreadable('scorecard', report.findings)
  const { date, repo, scorecard, score, checks } = report.value
  const open = checks.filter((each) => each.score === -1).length
  const concluded = checks.filter((each) => each.score >= 0 && each.score <= 10)
  const isImpossible = concluded.length + open < checks.length || !(score >= 0 && score <= 10)
  const { metrics, remarks = [] } = collectMetrics([
    ...(concluded.length > 0 && !isImpossible ? [['score.total', score] as const] : []),
    ...concluded.map((each) => [`score.${toMetricName(each.name)}`, each.score] as const),
  ])
  const target = asLine(repo?.name)
  return {
    ...emptyReading('scorecard'),
    ...judgeMeasurement({
      metrics,
      obstacles: [
        ...(concluded.length === 0 ? [finding('scorecard.nothing_checked')] : []),
        ...(isImpossible ? [finding('scorecard.impossible')] : []),
      ],
      remarks: [...(open > 0 ? [finding('scorecard.open_checks', { count: open })] : []), ...remarks],
    }),
    dialect: 'Scorecard JSON',
    tool: { name: 'Scorecard', version: asLine(scorecard.version) },
    subject: { commit: asCommit(repo?.commit), digests: [] },
    ...(target ? { targets: [target] } : {}),
    generatedAt: asInstant(date),
  }
}
