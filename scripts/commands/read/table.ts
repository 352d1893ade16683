import type { Display } from '#lib/terminal.ts'
import { countOf, printable } from '#lib/text.ts'
import type { EvidenceStatus, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'

/** What one file proves: its reading with the reasons in words, and what identifies the bytes. */
export type FileReading = Omit<Reading, 'reasons'> & {
  file: string
  reasons: (Finding & { text: string; remedy: string | null })[]
  sha256: string
  bytes: number
}

const STATUS_WIDTH = 12
const FORMAT_WIDTH = 20
const PROOF_WIDTH = 26

/** The head of the table, whose columns have fixed widths so that rows can be shown as files are read. */
export function tableHead({ paint }: Display): string {
  const names = ['STATUS'.padEnd(STATUS_WIDTH), 'FORMAT'.padEnd(FORMAT_WIDTH), 'PROOF'.padEnd(PROOF_WIDTH)]
  return paint('dim', `${names.join('')}FILE`)
}

/** The row of a file, and below it why it did not pass and what to do about it. */
export function tableRows(reading: FileReading, { paint }: Display): string[] {
  const { status, format, file, reasons } = reading
  const cells = [format.padEnd(FORMAT_WIDTH - 1), proofOf(reading).padEnd(PROOF_WIDTH - 1), printable(file)]
  const because = reasons.map(({ text, remedy: advice }) =>
    paint('dim', `${' '.repeat(STATUS_WIDTH)}${printable([text, advice].filter(Boolean).join(' '))}`),
  )
  return [`${paint(COLORS[status] ?? 'red', status.padEnd(STATUS_WIDTH - 1))} ${cells.join(' ')}`, ...because]
}

const COLORS: Partial<Record<EvidenceStatus, 'green' | 'yellow'>> = { passed: 'green', unknown: 'yellow' }

/** What the status rests on, as far as a format counts it. */
function proofOf({ counts, metrics, judgement }: FileReading): string {
  const [critical, high] = [metrics['findings.critical'], metrics['findings.high']]
  if (counts) return `${counts.passed} of ${counts.total} passed`
  if (critical !== undefined && high !== undefined) return `${critical} critical, ${high} high`
  return judgement === 'measurements' ? countOf(Object.keys(metrics).length, 'metric') : ''
}

/** The line below the table. */
export function tableFoot(counts: { passed: number; others: number; unopened: number }): string {
  const { passed, others, unopened } = counts
  const parts = [
    `${passed} passed`,
    ...(others > 0 ? [`${others} did not`] : []),
    ...(unopened > 0 ? [`${unopened} could not be opened`] : []),
  ]
  return `${countOf(passed + others + unopened, 'file')}: ${parts.join(', ')}.`
}
