import type { EvidenceKind } from '#model/evidence.ts'

/** The eight domains that evidence comes from [002], in the order they are shown. */
export const DOMAINS = [
  { id: 'tests', title: 'Tests' },
  { id: 'certification', title: 'Certification' },
  { id: 'performance', title: 'Performance' },
  { id: 'state', title: 'State' },
  { id: 'reconciliation', title: 'Reconciliation' },
  { id: 'docs', title: 'Docs' },
  { id: 'security', title: 'Security' },
  { id: 'supply-chain', title: 'Supply chain' },
] as const

export type Domain = (typeof DOMAINS)[number]['id']

const DOMAIN_OF = {
  test: 'tests',
  contract: 'tests',
  smoke: 'tests',
  certification: 'certification',
  approval: 'certification',
  performance: 'performance',
  benchmark: 'performance',
  state: 'state',
  operations: 'state',
  reconciliation: 'reconciliation',
  docs: 'docs',
  security: 'security',
  'supply-chain': 'supply-chain',
  chain: 'supply-chain',
} as const satisfies Record<EvidenceKind, Domain>

/** Items by domain, empty domains included: what nothing was shown for is worth seeing. */
export function byDomain<T extends { kind: EvidenceKind }>(
  items: readonly T[],
): { id: Domain; title: string; items: T[] }[] {
  const grouped = Map.groupBy(items, (item) => DOMAIN_OF[item.kind])
  return DOMAINS.map(({ id, title }) => ({ id, title, items: grouped.get(id) ?? [] }))
}
