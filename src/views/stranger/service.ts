import { baselineOf } from '#decide/baseline/baseline.ts'
import { metCount } from '#decide/baseline/trend.ts'
import { DAY_MS, millis } from '#decide/lib/time.ts'
import { baselineSentence } from '#messages/baseline.ts'
import { count, day } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { rhythmOf } from './rhythm.ts'
import { changedText, signedCell, signedSinceText } from './seen.ts'

interface StrangerService {
  latest: IndexLine
  /** Newest version first. */
  releases: readonly IndexLine[]
  history: ServiceHistory | undefined
  facts: Pick<CatalogFacts, 'at'>
  read: (line: IndexLine) => ReleaseRecord
  links: Links
}

/** What the page of a service without a dossier says of it at once: how often it is released, signed or not, supported or not, by whom. */
export function strangerFacts({ latest, releases, history, facts, read }: StrangerService) {
  const record = read(latest)
  const support = baselineOf(record, false).find(({ id }) => id === 'support')
  const { tree = null, authors } = record.publicFacts ?? {}
  const rhythm = rhythmOf(releases, facts.at)
  const owners = tree?.owners?.names ?? []
  return {
    lead: `${latest.version} of ${day(latest.released)} is the latest release: ${changedText(record)}${record.git.previous === null ? '' : ` since ${record.git.previous}`}.`,
    rhythm,
    facts: [
      { label: 'Rhythm', text: `${rhythm.text}, ${rhythm.alt}` },
      ...(history ? [{ label: 'Signed', text: signedSinceText(history) }] : []),
      ...(support ? [{ label: 'Support', text: baselineSentence(support) }] : []),
      ...(owners.length > 0
        ? [{ label: 'Owners', text: `${owners.slice(0, 6).join(', ')}, by ${tree?.owners?.path}` }]
        : []),
      ...(authors && authors.total > 0
        ? [
            {
              label: 'Authors',
              text: `${count(authors.total, 'person', 'people')} in ${latest.version}: ${authors.named
                .slice(0, 4)
                .map(({ name }) => name)
                .join(', ')}`,
            },
          ]
        : []),
    ],
  }
}

export type StrangerHistoryRow = ReturnType<typeof strangerRow>

/** One release in the history of a service without a dossier. */
export function strangerRow(line: IndexLine, { releases, history, read, links }: StrangerService) {
  const record = read(line)
  const { git } = record
  const before = releases.find(({ version }) => version === git.previous)
  const days = before ? Math.round((millis(line.released) - millis(before.released)) / DAY_MS) : null
  const letters = history?.seen.baseline.find(({ version }) => version === line.version)?.outcomes
  return {
    version: line.version,
    href: links.release(line.service, line.version),
    isPre: line.prerelease,
    released: day(line.released),
    after: days === null || days < 0 ? '' : `${count(days, 'day')} after ${git.previous}`,
    title: telling(record),
    changed: changedText(record),
    signed: signedCell(record),
    met: letters === undefined ? null : metCount(letters),
  }
}

/** What a tag says of itself, where that is more than its own name and the word release. */
function telling({ git: { subject, tag }, version }: ReleaseRecord): string {
  const rest = (subject ?? '').replaceAll(tag, '').replaceAll(version, '')
  const words = rest.match(/\p{L}{2,}/gu) ?? []
  return words.every((word) => PLAIN.has(word.toLowerCase())) ? '' : (subject ?? '')
}

const PLAIN = new Set([
  'release',
  'version',
  'tag',
  'tagging',
  'bump',
  'to',
  'the',
  'is',
  'out',
  'on',
  'branch',
])
