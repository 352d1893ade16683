import { count, number } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import { messageWords, PATTERNS } from '#messages/messages.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Runbook } from '#model/runbook.ts'
import type { CatalogSummary } from '#model/summary.ts'

export type RunbookList = ReturnType<typeof runbookList>

/** Those that most releases wait for first, then all under their headings, each with how many releases it keeps from GO today. */
export function runbookList({ runbooks }: CatalogFacts, summary: CatalogSummary, links: Links) {
  const waiting = new Map(summary.runbooks.map(({ slug, releases }) => [slug, releases]))
  const rows = runbooks.map(({ slug, title, summary: about, group }) => ({
    slug,
    title,
    about,
    group,
    href: links.runbook(slug),
    releases: waiting.get(slug) ?? 0,
  }))
  const needed = rows.filter(({ releases }) => releases > 0).toSorted((a, b) => b.releases - a.releases)
  return {
    heading: listHeading(runbooks.length, needed.length),
    needed: needed.slice(0, MOST_NEEDED),
    groups: [...Map.groupBy(rows, ({ group }) => group)].map(([title, members]) => ({ title, members })),
  }
}

/** So many stand above all others. */
const MOST_NEEDED = 5

function listHeading(all: number, needed: number): string {
  if (all === 0) return 'No runbook yet'
  if (needed === 0) return 'No release waits for a runbook today.'
  return `${number(needed)} of ${count(all, 'runbook')} ${needed === 1 ? 'is' : 'are'} needed today.`
}

/** What a runbook's page says beside its text: the codes that it serves, and the releases that wait for it. */
export function runbookPage(runbook: Runbook, summary: CatalogSummary, links: Links) {
  const { title, summary: lead, codes, sources } = runbook
  const address = links.runbook(runbook.slug)
  const said = PATTERNS.filter((code) => links.runbookOf(code) === address).map((code) => ({
    code,
    sentence: messageWords(code)?.sentence ?? '',
    remedy: messageWords(code)?.remedy ?? null,
  }))
  return {
    title,
    lead,
    codes,
    sources,
    sourcesHref: links.guidePage('where-the-rules-come-from'),
    said,
    held: held(runbook, summary, links),
  }
}

function held({ slug }: Runbook, summary: CatalogSummary, links: Links) {
  const { releases = 0, newest = [] } = summary.runbooks.find((each) => each.slug === slug) ?? {}
  return {
    text: releases === 0 ? 'no release today' : `${count(releases, 'release')} today`,
    newest: newest.map(({ service, version }) => ({
      text: `${service} ${version}`,
      href: links.release(service, version),
    })),
    more: releases - newest.length,
  }
}
