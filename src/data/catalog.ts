import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeLinks } from '#messages/links.ts'
import { CatalogFacts } from '#model/catalog.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { CatalogSummary } from '#model/summary.ts'
import type { PolicyInput } from '#views/policy/gates.ts'

/** Folder of what was collected. */
export const CONTENT = process.env['CATALOG_CONTENT'] ?? 'content'

/** What was configured and collected, besides the releases. */
export const facts: CatalogFacts = CatalogFacts.parse(readJson('catalog.json'))

/** Every address of the site, with the base path. */
export const links = makeLinks(import.meta.env.BASE_URL, facts.runbooks, facts)

export const services: ReadonlyMap<string, Service> = new Map(facts.services.map((each) => [each.id, each]))

/** What the index step found out about all releases together. */
export const summary: CatalogSummary = CatalogSummary.parse(readJson('releases/summary.json'))

export const histories: ReadonlyMap<string, ServiceHistory> = new Map(
  summary.services.map((each) => [each.service, each]),
)

/** What the pages of the policies are made of. */
export function policyInput(ledger: readonly LedgerLine[]): PolicyInput {
  const { policies, policy: id, at } = facts
  return { policies, id, at, summary, links, services, ledger }
}

/** What stands in place of a build whose content is of two collections. */
export function collectAgain(reason: string): Error {
  return new Error(`${reason} Run: npm run catalog -- collect`)
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(CONTENT, path), 'utf8'))
}
