import type { Environment } from '#model/catalog.ts'
import type { Dossier } from '#model/dossier.ts'
import type { EnvironmentRule } from '#model/release.ts'
import { compareText } from './findings.ts'

/**
 * The environments that customers reach: those that the catalog marks; where it marks none, those whose names say so, else
 * the last of the way.
 */
export function productionAmong<T extends Environment>(environments: readonly T[]): readonly T[] {
  const marked = environments.filter(({ production }) => production === true)
  if (marked.length > 0) return marked
  const unmarked = environments.filter(({ production }) => production !== false)
  const named = unmarked.filter(isNamedProduction)
  return named.length > 0 ? named : unmarked.slice(-1)
}

/** Whether names say that customers reach an environment. */
export function isNamedProduction({ id, title }: Pick<Environment, 'id' | 'title'>): boolean {
  return PRODUCTION.test(id) || PRODUCTION.test(title)
}

const PRODUCTION = /^(prod|production|live)($|[-_. ])/i

/**
 * What the catalog asks of the promotions that a dossier declares, by the ids of the environments, in their order. One that
 * the catalog does not know is held for production where its name says so: else a new name would be the way around the rule.
 */
export function environmentRules(
  environments: readonly Environment[],
  { promotions }: Pick<Dossier, 'promotions'>,
): EnvironmentRule[] {
  const production = new Set(productionAmong(environments).map(({ id }) => id))
  const known = new Map(environments.map((each) => [each.id, each]))
  const ids = [...new Set(promotions.map(({ to }) => to))].sort(compareText)
  return ids.flatMap((id) => {
    const own = known.get(id)
    const rule = {
      id,
      production: own ? production.has(id) : isNamedProduction({ id, title: id }),
      conditions: own?.conditions?.map((each) => each.id) ?? [],
    }
    return rule.production || rule.conditions.length > 0 ? [rule] : []
  })
}
