import { compareText } from '#decide/lib/findings.ts'
import { lineOf } from '#lib/text.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Repository } from '../git/repository.ts'
import type { AssignedTags } from '../tags/tagged.ts'
import type { Configuration } from './configuration.ts'

/** What `catalog.json` says, besides counts, time and ledger. */
export type CatalogContext = Omit<CatalogFacts, 'counts' | 'at' | 'ledger' | 'generatedAt' | 'expectedBefore'>

/** What holds for a catalog that no configuration describes, as for one that names no schedule. */
const SCHEDULE_DAYS = 7

/** What stays of a catalog's facts from one run to the next. */
export function contextOf(facts: CatalogFacts): CatalogContext {
  const { counts: _, at: __, ledger: ___, generatedAt: ____, expectedBefore: _____, ...context } = facts
  return context
}

/** The catalog's own facts, from the configuration or, without one, from the repository's name. */
export function catalogContext(
  { catalog, policy, policies, runbooks, inputs, trust }: Configuration,
  { services, guessed, aliases }: Pick<AssignedTags, 'services' | 'guessed' | 'aliases'>,
  repository: Pick<Repository, 'name' | 'page'>,
): CatalogContext {
  return {
    schemaVersion: 1,
    title: catalog?.title ?? lineOf(`${repository.name} releases`, 300),
    description: catalog?.description ?? null,
    site: catalog?.site ?? null,
    base: catalog?.base ?? '/',
    repositoryUrl: catalog ? (catalog.repositoryUrl ?? null) : repository.page,
    ...(catalog?.problemsUrl ? { problemsUrl: catalog.problemsUrl } : {}),
    policy,
    scheduleDays: catalog?.scheduleDays ?? SCHEDULE_DAYS,
    environments: catalog?.environments ?? [],
    services: [...services],
    policies: [...policies],
    runbooks: [...runbooks],
    ...(inputs.length > 0 ? { inputs: [...inputs] } : {}),
    ...(trust.published ? { trust: trust.published } : {}),
    aliases: aliases.map(({ service, tag }) => ({ service: service.id, tag })).sort(byPlace),
    guessed,
  }
}

type Alias = CatalogContext['aliases'][number]

function byPlace(a: Alias, b: Alias): number {
  return compareText(a.service, b.service) || compareText(a.tag, b.tag)
}
