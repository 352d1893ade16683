import type { CatalogSummary, CountedStep } from '#model/summary.ts'
import { catalogBaseline } from '../baseline/trend.ts'
import { compareText } from '../lib/findings.ts'
import type { ReleaseSummary } from './release-summary.ts'
import { arrange, type SummaryScope, serviceHistory } from './service-history.ts'

/** What pages say about all releases together. The order of the summaries does not matter. */
export function summarize(summaries: readonly ReleaseSummary[], scope: SummaryScope): CatalogSummary {
  const arranged = arrange(summaries, scope)
  return {
    schemaVersion: 1,
    gates: failingGates(arranged.newest),
    runbooks: runbooks(arranged.newest, scope.runbookOf),
    ...steps(arranged.newest),
    ...inputs(arranged.newest, scope.inputs),
    baseline: catalogBaseline(arranged.newest, scope.moved),
    services: scope.services.map((service) => serviceHistory(service, arranged, scope.moved)),
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

/** Only what a register holds: conditions and assumptions have ids of their own too. */
function inputs(
  newest: readonly ReleaseSummary[],
  known: ReadonlySet<string> = new Set(),
): Pick<CatalogSummary, 'inputs'> {
  const pairs = newest.flatMap((release) =>
    (release.inputs ?? []).filter((id) => known.has(id)).map((id) => ({ id, release })),
  )
  const named = [...Map.groupBy(pairs, ({ id }) => id)].map(([id, members]) => ({
    id,
    releases: members.length,
    newest: members.slice(0, 20).map((each) => nameOf(each.release)),
  }))
  return named.length > 0 ? { inputs: named.sort((a, b) => compareText(a.id, b.id)) } : {}
}

function byCount([, a]: [string, unknown[]], [, b]: [string, unknown[]]): number {
  return b.length - a.length
}

/** Which releases each number of the process counts. */
const COUNTED: Record<CountedStep, (each: ReleaseSummary) => boolean> = {
  released: () => true,
  withIntent: ({ steps: { intent } }) => intent,
  withEvidence: ({ steps: { readable } }) => readable > 0,
  withDossier: ({ steps: { dossier } }) => dossier,
  passed: ({ steps: { answer } }) => answer === 'yes',
  refused: ({ steps: { answer } }) => answer === 'no',
  reworked: ({ steps: { failedAttempts } }) => failedAttempts > 0,
  promoted: ({ promotions }) => promotions.some(({ result }) => result !== 'blocked'),
}

function steps(newest: readonly ReleaseSummary[]): Pick<CatalogSummary, 'steps' | 'stepReleases'> {
  const counted = (Object.keys(COUNTED) as CountedStep[]).map(
    (step) => [step, newest.filter(COUNTED[step])] as const,
  )
  const named = counted.filter(([, members]) => members.length > 0)
  return {
    steps: Object.fromEntries(counted.map(([step, { length }]) => [step, length])) as CatalogSummary['steps'],
    stepReleases: Object.fromEntries(named.map(([step, all]) => [step, all.slice(0, 20).map(nameOf)])),
  }
}

function nameOf({ service, version }: ReleaseSummary): { service: string; version: string } {
  return { service, version }
}
