import { type ReleaseTable, releaseAt, valueAt } from './table.ts'

const HEAD = [
  'service',
  'version',
  'released',
  'type',
  'verdict',
  'at_release',
  'until',
  'runs_in',
  'reached',
  'failing_gates',
  'open_risks',
  'evidence',
  'marks',
  'owners',
  'purpose',
] as const

type Exported = Record<(typeof HEAD)[number], string | null | readonly string[]>

/** Some releases of a table as a JSON array, in the order of the places. */
export function releasesAsJson(table: ReleaseTable, places: readonly number[]): string {
  return `${JSON.stringify(exported(table, places), null, 1)}\n`
}

/** The same as CSV [RFC 4180], lists with a semicolon between. */
export function releasesAsCsv(table: ReleaseTable, places: readonly number[]): string {
  const rows = exported(table, places).map((release) => HEAD.map((name) => cellOf(release[name])))
  return [HEAD, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

function exported(table: ReleaseTable, places: readonly number[]): Exported[] {
  return places.map((place) => {
    const release = releaseAt(table.columns, place)
    return {
      service: release.service,
      version: release.version,
      released: release.released,
      type: release.type,
      verdict: release.verdict,
      at_release: release.was ?? release.verdict,
      until: release.until,
      runs_in: release.runsIn,
      reached: release.reached,
      failing_gates: release.gates,
      open_risks: release.severities,
      evidence: release.evidence,
      marks: release.marks,
      owners: valueAt(table.words.owner, place) ?? [],
      purpose: table.titles?.[place] ?? '',
    }
  })
}

/** A text that a spreadsheet would take for a formula gets a quotation mark before it, which keeps it a text. */
function cellOf(value: Exported[keyof Exported]): string {
  const text = value === null ? '' : typeof value === 'string' ? value : value.join('; ')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
