import { z } from 'zod'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, lacks } from './audit.ts'

const Line = z.looseObject({
  DetectorName: z.string().nullish(),
  Verified: z.boolean().nullish(),
  /** Of its log, which goes to the other stream and may have been kept with the findings. */
  logger: z.string().nullish(),
  level: z.string().nullish(),
  msg: z.string().nullish(),
  ts: z.string().nullish(),
  chunks: z.number().nullish(),
  verified_secrets: z.number().nullish(),
  unverified_secrets: z.number().nullish(),
  trufflehog_version: z.string().nullish(),
})
type TruffleHogLine = z.infer<typeof Line>

/** True for lines of which the first is a finding of TruffleHog 3 or a line of its log; or for such a line alone. */
export function isTruffleHog(document: unknown): boolean {
  const first: unknown = Array.isArray(document) ? document[0] : document
  if (hasKeys(first, 'SourceMetadata', 'DetectorName', 'Verified')) return true
  return hasKeys(first, 'logger', 'msg') && first['logger'] === 'trufflehog'
}

/**
 * The lines of `trufflehog --json`. A secret that was verified is critical, since it opens something; any other is unrated.
 * It writes nothing when it found nothing: a clean scan is shown only by its log (`2>&1`), whose last line says how much it
 * looked at. Secrets stay in the artifact.
 */
export function readTruffleHog(document: unknown): Reading {
  const lines = readArtifactShape('trufflehog', z.array(Line).min(1), [document].flat())
  if (!lines.ok) return unreadable('trufflehog', lines.findings)
  const leaks = lines.value.filter(isLeak)
  const end = lines.value.findLast(({ msg }) => msg === 'finished scanning')
  return auditReading('trufflehog', {
    dialect: 'TruffleHog 3',
    tool: { name: 'trufflehog', version: end?.trufflehog_version },
    found: leaks.map(({ DetectorName, Verified }) => ({
      ids: [DetectorName ?? 'secret'],
      rating: Verified === true ? ('critical' as const) : ('unrated' as const),
      isVulnerability: false,
    })),
    obstacles: obstaclesOf(lines.value, end, leaks.length),
    generatedAt: asInstant(end?.ts),
  })
}

function isLeak(line: TruffleHogLine): boolean {
  return hasKeys(line, 'DetectorName', 'Verified')
}

/** Some errors are told at a level that is none of an error. */
function isTrouble(line: TruffleHogLine): boolean {
  const { level, msg } = line
  const isTold = hasKeys(line, 'error') || hasKeys(line, 'errors')
  return isTold || level?.startsWith('error') === true || /\b(errors?|unable|failed)\b/i.test(msg ?? '')
}

function obstaclesOf(
  lines: readonly TruffleHogLine[],
  end: TruffleHogLine | undefined,
  shown: number,
): Finding[] {
  const log = lines.filter((line) => !isLeak(line))
  const strange = log.filter(({ logger }) => logger !== 'trufflehog').length
  const declared = (end?.verified_secrets ?? 0) + (end?.unverified_secrets ?? 0)
  return [
    ...(log.some(isTrouble) ? [finding('audit.errors_reported')] : []),
    ...(strange > 0 ? [finding('audit.unknown_words', { count: strange })] : []),
    ...(!end && (log.length > 0 || shown === 0) ? [lacks('TruffleHog', 'the last line of its log')] : []),
    ...(end && !((end.chunks ?? 0) > 0) ? [lacks('TruffleHog', 'anything that it looked at')] : []),
    ...(declared > shown ? [finding('audit.hidden', { declared, shown })] : []),
  ]
}
