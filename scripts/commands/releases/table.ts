import { type ReleaseTable, releaseAt } from '#decide/query/table.ts'
import type { Display } from '#lib/terminal.ts'
import { printable } from '#lib/text.ts'
import { VERDICT_WORDS } from '#messages/verdict.ts'
import type { ListedRelease } from '#model/release-columns.ts'

const COLORS: Readonly<Record<ListedRelease['verdict'], 'green' | 'red' | 'yellow' | 'dim'>> = {
  go: 'green',
  'no-go': 'red',
  'aged-out': 'yellow',
  'no-dossier': 'dim',
  quarantined: 'red',
}

const VERDICT_WIDTH = 13
const BEFORE_WIDTH = 13
const DAY_WIDTH = 12
const RUNS_WIDTH = 14

/** A table of releases, one a line: verdict today and at release, day, where it runs, name, what it is for. */
export function releaseLines(table: ReleaseTable, places: readonly number[], { paint }: Display): string[] {
  if (places.length === 0) return []
  const releases = places.map((place) => ({
    ...releaseAt(table.columns, place),
    purpose: table.titles?.[place] ?? '',
  }))
  const name = ({ service, version }: ListedRelease) => printable(`${service}@${version}`)
  const width = Math.min(40, Math.max(...releases.map((each) => name(each).length))) + 2
  const head = `${'TODAY'.padEnd(VERDICT_WIDTH)}${'AT RELEASE'.padEnd(BEFORE_WIDTH)}${'RELEASED'.padEnd(DAY_WIDTH)}${'RUNS IN'.padEnd(RUNS_WIDTH)}${'RELEASE'.padEnd(width)}WHAT CHANGED`
  return [
    paint('dim', head),
    ...releases.map((release) => {
      const { verdict, was, released, runsIn, purpose } = release
      const today = paint(COLORS[verdict], VERDICT_WORDS[verdict].padEnd(VERDICT_WIDTH))
      const before = VERDICT_WORDS[was ?? verdict].padEnd(BEFORE_WIDTH)
      const runs = printable(runsIn.at(-1) ?? '-').padEnd(RUNS_WIDTH)
      return `${today}${before}${released.padEnd(DAY_WIDTH)}${runs}${name(release).padEnd(width)}${printable(purpose)}`.trimEnd()
    }),
  ]
}
