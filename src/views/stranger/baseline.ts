import { type BaselineItem, baselineOf } from '#decide/baseline/baseline.ts'
import { alarmsOf } from '#decide/history/alarms.ts'
import { baselineSentence, ospsAddress } from '#messages/baseline.ts'
import { makeRepository } from '#messages/links.ts'
import type { BaselineOutcome } from '#model/public-facts.ts'
import type { ReleaseInput } from '../release/input.ts'

const GROUPS: readonly { outcome: BaselineOutcome; title: string; hint: string }[] = [
  { outcome: 'unmet', title: 'Not met', hint: 'with what would show it' },
  { outcome: 'unshown', title: 'Not shown', hint: 'nobody can tell from here' },
  { outcome: 'unasked', title: 'Not asked', hint: 'the catalog does not read these' },
  { outcome: 'met', title: 'Met', hint: '' },
]

export type BaselineView = ReturnType<typeof baselineView>

/** What public facts show of a release, by what came of each requirement. It is no verdict, and the page says so. */
export function baselineView(input: Pick<ReleaseInput, 'record' | 'ledger' | 'repositoryUrl'>) {
  const { record, ledger } = input
  const moved = alarmsOf(
    { tampered: false },
    ledger.map(({ entry }) => entry),
  ).includes('moved')
  const items = baselineOf(record, moved)
  const groups = GROUPS.map((group) => ({
    ...group,
    items: items.filter(({ outcome }) => outcome === group.outcome).map((item) => itemView(item, input)),
  }))
  const met = items.filter(({ outcome }) => outcome === 'met').length
  return { met, total: items.length, groups: groups.filter((group) => group.items.length > 0) }
}

/** The path of a document in the sentence becomes a link to it, where people browse the code. */
function itemView(
  item: BaselineItem,
  { record, repositoryUrl }: Pick<ReleaseInput, 'record' | 'repositoryUrl'>,
) {
  const to = makeRepository(repositoryUrl)
  const { commit } = record.git
  const links = item.paths.map((path) => ({ path, href: commit === null ? null : to.file(commit, path) }))
  return {
    title: item.title,
    ids: item.osps.map((id) => ({ id, href: ospsAddress(id) })),
    parts: withLinks(baselineSentence(item), links),
  }
}

interface TextPart {
  text: string
  href: string | null
}

function withLinks(text: string, links: readonly { path: string; href: string | null }[]): TextPart[] {
  return links.reduce<TextPart[]>(
    (parts, { path, href }) =>
      parts.flatMap((part) => (part.href === null ? split(part.text, path, href) : [part])),
    [{ text, href: null }],
  )
}

function split(text: string, path: string, href: string | null): TextPart[] {
  const at = href === null ? -1 : text.indexOf(path)
  if (at < 0) return [{ text, href: null }]
  const parts = [
    { text: text.slice(0, at), href: null },
    { text: path, href },
    { text: text.slice(at + path.length), href: null },
  ]
  return parts.filter((part) => part.text !== '')
}
