import { millis } from '#decide/lib/time.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { age, count, day, number } from '../format.ts'

/**
 * One artifact as proof, in a few words: `junit, 412 checks, 2 h`. `metrics` are the numbers the
 * gate limits; they are named when the artifact carries them.
 */
export function proofText(item: EvidenceItem, releasedAt: string, metrics: readonly string[]): string {
  const numbers = [...new Set(metrics)]
    .flatMap((name) =>
      name in item.metrics ? [`${number(item.metrics[name] ?? 0)} ${metricName(name)}`] : [],
    )
    .slice(0, 3)
  const cleared = item.metrics['findings.cleared']
  const said = [
    ...(numbers.length > 0 ? numbers : countsText(item)),
    ...(cleared ? [`${number(cleared)} cleared by VEX`] : []),
  ]
  return [item.format, ...said, timeText(item, releasedAt)].join(', ')
}

/** `critical` for `findings.critical`, which every scanner counts; other names as they are. */
export function metricName(name: string): string {
  return name.replace(/^findings\./, '')
}

/** How old an artifact was at release: `2 h`, `3 days after`, `age unknown`. */
export function ageAtRelease(generatedAt: string | null, releasedAt: string): string {
  if (generatedAt === null) return 'age unknown'
  if (millis(generatedAt) > millis(releasedAt)) return `${age(releasedAt, generatedAt)} after`
  return age(generatedAt, releasedAt)
}

/** A person's act is known by its day, a machine's run by how long before the release it ran. */
function timeText(item: EvidenceItem, releasedAt: string): string {
  if (item.generatedAt === null) return 'no date'
  if (item.recorded) return day(item.generatedAt)
  const text = ageAtRelease(item.generatedAt, releasedAt)
  return text.endsWith(' after') ? `${text} release` : text
}

function countsText({ counts }: EvidenceItem): string[] {
  if (!counts || counts.total === 0) return []
  const bad = counts.failed + counts.errored
  return bad > 0 ? [`${number(bad)} of ${number(counts.total)} failed`] : [count(counts.total, 'check')]
}
