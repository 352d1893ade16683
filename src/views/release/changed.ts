import { count, number, sentenceList } from '#messages/format.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { releaseTitle } from '#model/release.ts'
import type { ReleaseInput } from './input.ts'
import type { kpiSection } from './kpis.ts'
import { changes } from './scope.ts'

/** A line of what changed: a word and what it means for whoever runs the release. */
export interface ChangeLine {
  label: string
  text: string
  isBad: boolean
}

/** What changed, in five lines: what is new, what breaks, what is safer, what is faster or slower, how much it is. */
export function changedLines(
  input: ReleaseInput,
  figures: ReturnType<typeof kpiSection> | null,
): ChangeLine[] {
  return [
    line('New', releaseTitle(input.record) ?? 'Neither the dossier nor the tag says.'),
    breaking(input),
    security(input),
    speed(figures),
    line('Size', sizeText(input)),
  ]
}

function line(label: string, text: string, isBad = false): ChangeLine {
  return { label, text, isBad }
}

function breaking({ record: { dossier } }: ReleaseInput): ChangeLine {
  if (dossier === null) return line('Breaking', 'Not known: there is no dossier that says.')
  const { breakingChanges: all } = dossier
  const [first] = all
  if (!first) return line('Breaking', 'Nothing, says the dossier.')
  const rest = all.length > 1 ? `, and ${count(all.length - 1, 'more change', 'more changes')}` : ''
  return line('Breaking', `${first.what.replace(/\.$/, '')}${rest}.`, true)
}

const SCANS: ReadonlySet<EvidenceItem['kind']> = new Set(['security'])

function security({ record }: ReleaseInput): ChangeLine {
  const scans = record.evidence.filter(
    (item) => SCANS.has(item.kind) && item.recorded === null && item.metrics['findings.total'] !== undefined,
  )
  if (scans.length === 0) return line('Security', 'No scan is shown.')
  const broken = scans.filter(({ status }) => status !== 'passed')
  const found = scans.reduce((sum, item) => sum + (item.metrics['findings.total'] ?? 0), 0)
  if (broken.length > 0)
    return line(
      'Security',
      `${sentenceList(broken.map(({ purpose, name, status }) => `“${purpose ?? name}” ${status}`))}.`,
      true,
    )
  const all =
    scans.length === 1 ? 'the scan' : scans.length === 2 ? 'both scans' : `all ${scans.length} scans`
  return line('Security', found === 0 ? `Nothing found by ${all}.` : `${count(found, 'finding')} in ${all}.`)
}

/** The number that moved most; the first where none did. */
function speed(figures: ReturnType<typeof kpiSection> | null): ChangeLine {
  const told = figures?.rows.filter(({ value }) => value !== null) ?? []
  const order = ['bad', 'warn', 'ok', 'none']
  const [first] = told.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
  if (!first) return line('Figures', 'None are measured.')
  const [against] = first.comparisons
  const parts = [
    `${first.name}: ${first.value}`,
    against && `was ${against.from}`,
    first.budget && `allowed ${first.budget.replace(/ \(.*\)$/, '')}`,
  ]
  return line('Figures', `${parts.filter(Boolean).join(', ')}.`, first.tone === 'bad')
}

/** How much it is; the folders that it is in stand in the fold. */
function sizeText(input: ReleaseInput): string {
  const { git, service } = input.record
  const counts = changes(input).counts.toReversed().join(', ')
  const own = git.boundaries.find((each) => each.service === service)
  const name = input.services.get(service)?.name ?? service
  if (git.filesChanged === null || git.filesChanged === 0 || !own) return `${counts}.`
  return own.files >= git.filesChanged
    ? `${counts}, all inside ${name}.`
    : `${counts}, ${number(own.files)} of them inside ${name}.`
}
