import type { CatalogSummary } from '#model/summary.ts'
import type { ReleaseSummary } from './release-summary.ts'
import { arrange, type SummaryScope, serviceHistory } from './service-history.ts'

/** What pages say about all releases together. The order of the summaries does not matter. */
export function summarize(summaries: readonly ReleaseSummary[], scope: SummaryScope): CatalogSummary {
  const arranged = arrange(summaries, scope)
  return {
    schemaVersion: 1,
    gates: failingGates(arranged.newest),
    runbooks: runbooks(arranged.newest, scope.runbookOf),
    steps: steps(summaries),
    services: scope.services.map((service) => serviceHistory(service, arranged)),
  }
}

function failingGates(newest: readonly ReleaseSummary[]): CatalogSummary['gates'] {
  const pairs = newest.flatMap((release) => release.failing.map((gate) => ({ gate, release })))
  const grouped = Map.groupBy(pairs, ({ gate, release }) => `${release.policy} ${gate}`)
  return [...grouped].sort(byCount).map(([key, members]) => {
    const [policy = '', gate = ''] = key.split(' ')
    return {
      policy,
      gate,
      failing: members.length,
      newest: members.slice(0, 20).map((each) => nameOf(each.release)),
    }
  })
}

function runbooks(
  newest: readonly ReleaseSummary[],
  runbookOf: SummaryScope['runbookOf'],
): CatalogSummary['runbooks'] {
  const pairs = newest.flatMap((release) => {
    const slugs = new Set(release.codes.map(runbookOf).filter((slug) => slug !== null))
    return [...slugs].map((slug) => ({ slug, release }))
  })
  return [...Map.groupBy(pairs, ({ slug }) => slug)].sort(byCount).map(([slug, members]) => ({
    slug,
    releases: members.length,
    newest: members.slice(0, 20).map((each) => nameOf(each.release)),
  }))
}

function byCount([, a]: [string, unknown[]], [, b]: [string, unknown[]]): number {
  return b.length - a.length
}

function steps(all: readonly ReleaseSummary[]): CatalogSummary['steps'] {
  const count = (holds: (each: ReleaseSummary) => boolean) => all.filter(holds).length
  return {
    released: all.length,
    withIntent: count(({ steps: { intent } }) => intent),
    withEvidence: count(({ steps: { readable } }) => readable > 0),
    withDossier: count(({ steps: { dossier } }) => dossier),
    passed: count(({ steps: { answer } }) => answer === 'yes'),
    refused: count(({ steps: { answer } }) => answer === 'no'),
    reworked: count(({ steps: { failedAttempts } }) => failedAttempts > 0),
    promoted: count((each) => each.promotions.some((promotion) => promotion.result !== 'blocked')),
  }
}

function nameOf({ service, version }: ReleaseSummary): { service: string; version: string } {
  return { service, version }
}
