import { count, number } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { Operations } from '#model/operations.ts'
import type { Service } from '#model/service.ts'

/** A runbook that a service names: where its steps are; null where nobody finds them. */
export interface NamedRunbook {
  title: string
  href: string | null
}

/** The runbooks that a service names, by their own address, else by their title in the inventory. */
export function namedRunbooks(
  { runbooks }: Pick<Service, 'runbooks'>,
  operations: Operations,
  links: Links,
): NamedRunbook[] {
  const byTitle = new Map(operations.runbooks.map(({ id, title }) => [keyOf(title), id]))
  return runbooks.map(({ title, url }) => {
    const id = byTitle.get(keyOf(title))
    return { title, href: url ?? (id === undefined ? null : links.operationalRunbook(id)) }
  })
}

function keyOf(title: string): string {
  return title.trim().toLowerCase()
}

export type OperationsPage = ReturnType<typeof operationsPage>

/** The inventory of runbooks with its count, and the severity model [003 "38 runbooks indexed", "Sev model + escalation active"]. */
export function operationsPage(
  { severities, escalation, runbooks }: Operations,
  services: readonly Pick<Service, 'id' | 'name'>[],
  links: Links,
) {
  const names = new Map(services.map(({ id, name }) => [id, name]))
  const steps = severities.toSorted((a, b) => (a.severity < b.severity ? -1 : 1))
  return {
    heading: runbooks.length === 0 ? 'No runbook is in the inventory yet.' : headingOf(runbooks.length),
    escalation: escalation ?? null,
    severities: steps.map(({ severity, means, called, within, updates }) => ({
      severity,
      means,
      called: called.join(', ') || 'not said',
      within: within ?? 'not said',
      updates: updates ?? null,
      runbooks: runbooks.filter((each) => each.severity === severity).length,
    })),
    groups: steps.map(({ severity }) => ({
      severity,
      runbooks: runbooks
        .filter((each) => each.severity === severity)
        .map(({ id, title, url, steps: own, never, services: of }) => ({
          id,
          title,
          url: url ?? null,
          steps: own,
          never,
          services:
            of.length === 0
              ? [{ name: 'all services', href: links.services }]
              : of.map((each) => ({ name: names.get(each) ?? each, href: links.service(each) })),
        })),
    })),
  }
}

function headingOf(all: number): string {
  return `${number(all)} ${all === 1 ? 'runbook is' : 'runbooks are'} in the inventory.`
}

/** One line for the list of runbooks: how many there are for what goes wrong while services run. */
export function inventoryText({ runbooks }: Operations): string {
  return runbooks.length === 0 ? 'none yet' : count(runbooks.length, 'runbook')
}
