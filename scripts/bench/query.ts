import { gzipSync } from 'node:zlib'
import { answerWithCounts } from '#decide/query/facets.ts'
import { inOrderOf } from '#decide/query/order.ts'
import { parseQuery } from '#decide/query/parse.ts'
import { columnFrom, columnsFrom, releaseTable } from '#decide/query/table.ts'
import type { ListedRelease } from '#model/release-columns.ts'
import type { BenchRow } from './table.ts'

const AT = Date.parse('2026-11-01T00:00:00Z')
const DAY = 86_400_000

/** What people ask, and the longest that they might. */
const ASKED = [
  '',
  'service:service-7',
  'verdict:no-go released:>=2026-01-01',
  'rounds payouts 4711',
  'failing:security OR failing:delivery',
  'expires:<30d -waived',
  'version:>=1.40 type:minor',
  'gate:secret-scanning,mtls-staging evidence:stale owner:"owner 3"',
  '(risk:sev-2 OR risk:sev-1) -(env:production OR is:latest) released:2025..2026-06',
  'verdict:no-go service:service-7 released:>=2026-01-01 risk:sev-2 gate:secret-scanning -waived expires:<30d "whole cents"',
]

/**
 * Asks a list of so many releases each question in turn, with the counts of all facets and in an order, and weighs what a
 * browser loads for it.
 */
export function benchQuery(releases: number, rounds: number): BenchRow[] {
  const rows = Array.from({ length: releases }, (_, n) => listed(n, releases))
  const columns = columnsFrom(rows)
  const titles = rows.map((_, n) => `Rounds payouts of market ${n} to whole cents`)
  const owners = columnFrom(rows.map((_, n) => [`Owner ${n % 20}`, `Owner ${20 + (n % 7)}`]))
  const table = releaseTable(columns, AT, { titles: { titles, owners } })
  const times: number[] = []
  for (let round = 0; round < rounds * 20; round += 1)
    for (const text of ASKED) {
      const started = process.cpuUsage()
      const read = parseQuery(text)
      if (!read.ok) throw new Error(`${text}: ${read.fault.code}`)
      const { places } = answerWithCounts(read.query, table)
      inOrderOf('expires', places, table)
      const { user, system } = process.cpuUsage(started)
      times.push((user + system) / 1000)
    }
  const ordered = times.toSorted((a, b) => a - b)
  const at = (share: number) => ordered[Math.floor(ordered.length * share)] ?? Number.NaN
  const kB = (value: unknown) => gzipSync(JSON.stringify(value)).length / 1000
  return [
    { what: 'a query of the list, median', unit: 'ms', values: [at(0.5)] },
    { what: '  95 of 100 take less', unit: 'ms', values: [at(0.95)], most: 5 },
    { what: '  columns, zipped', unit: 'kB', values: [kB(columns)], most: 60 },
    { what: '  titles and owners, zipped', unit: 'kB', values: [kB({ titles, owners })] },
  ]
}

/** The nth of some releases, newest first, as mixed as those of people. */
function listed(n: number, releases: number): ListedRelease {
  const chance = chances(n)
  const verdict = chance(['go', 'go', 'no-go', 'aged-out', 'aged-out', 'no-dossier'] as const)
  const tagged = AT - Math.floor((n / releases) * 900) * DAY
  const isJudged = verdict !== 'no-dossier'
  const service = chance(Array.from({ length: 60 }, (_, id) => id))
  const open: ListedRelease['severities'] = isJudged
    ? chance([[], [], ['SEV-3'], ['SEV-2'], ['SEV-3', 'SEV-4']])
    : []
  const until = new Date(tagged + 90 * DAY + chance([0, 1, 2, 3, 4, 5, 6, 7]) * 3_600_000).toISOString()
  return {
    service: `service-${service}`,
    version: `${1 + Math.floor((releases - n) / 4000)}.${Math.floor((releases - n) / 120) % 60}.${n % 4}`,
    marks: chance([[], [], [], [], ['waived'], ['pre-release'], ['reused']]),
    strip: isJudged
      ? verdict === 'go'
        ? 'pppppp'
        : chance(['pfpppp', 'pfpfpp', 'ppppff', 'pprppp', 'rfpppp'])
      : 'nnnnnn',
    verdict,
    was: verdict === 'aged-out' ? 'go' : null,
    until: verdict === 'go' && tagged + 90 * DAY > AT ? until.replace('.000Z', 'Z') : null,
    endsAs: verdict === 'go' && tagged + 90 * DAY > AT ? 'aged-out' : null,
    type: isJudged ? chance(['minor', 'minor', 'runtime-patch', 'major']) : null,
    runsIn: n % 150 === 0 ? ['production'] : [],
    reached: chance(['production', 'staging', null]),
    severities: open,
    gates:
      verdict === 'go' || !isJudged
        ? []
        : ['alerts-on-call', 'mtls-staging', 'secret-scanning', 'slo-dashboards', 'vulnerabilities'].filter(
            () => chance([true, false]),
          ),
    evidence: isJudged ? chance([['passed'], ['passed', 'stale'], ['failed', 'passed']]) : [],
    released: new Date(tagged).toISOString().slice(0, 10),
  }
}

/** Chooses from lists, the same for the same release. */
function chances(n: number): <T>(list: readonly T[]) => T {
  let state = (n + 1) * 2_654_435_761
  return (list) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return list[(state >>> 8) % list.length] as (typeof list)[number]
  }
}
