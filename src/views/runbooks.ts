import type { Links } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Runbook } from '#model/runbook.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { count } from './format.ts'

/** The runbooks under their headings, each with how many releases it keeps from GO today. */
export function runbookList({ runbooks }: CatalogFacts, summary: CatalogSummary, links: Links) {
  const rows = runbooks.map((runbook) => ({
    ...runbook,
    href: links.runbook(runbook.slug),
    held: held(runbook, summary, links),
  }))
  return [...Map.groupBy(rows, ({ group }) => group)].map(([title, members]) => ({ title, members }))
}

/** What a runbook's page says beside its text: the codes that it serves, and the releases that wait for it. */
export function runbookPage(runbook: Runbook, summary: CatalogSummary, links: Links) {
  const { title, summary: lead, codes } = runbook
  return { title, lead, codes, held: held(runbook, summary, links) }
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
