import { describe, expect, test } from 'vitest'
import { summarize } from '#decide/history/summary.ts'
import { servicesPage } from '#views/service/list.ts'
import { AT } from '../../builders.ts'
import { aService, someFacts } from '../../factories.ts'

const page = (...services: Parameters<typeof aService>[0][]) => {
  const all = services.map((service) => aService(service))
  const summary = summarize([], {
    services: all.map(({ id }) => id),
    environments: [],
    at: AT,
    runbookOf: () => null,
    moved: new Set<string>(),
  })
  return servicesPage(someFacts({ services: all }), summary, new Map(), ({ runbooks }) =>
    runbooks.map(({ title, url = null }) => ({ title, href: url })),
  )
}

describe('the index of runbooks', () => {
  const restore = { title: 'Restore', url: 'https://example.org/restore' }

  test('lists each runbook once, by title, with its services', () => {
    const { runbooks } = page(
      { runbooks: [restore, { title: 'Alert' }] },
      { id: 'edge', name: 'Edge', runbooks: [restore] },
    )
    expect(runbooks).toEqual([
      { title: 'Alert', href: null, services: ['Ledger'] },
      { title: 'Restore', href: 'https://example.org/restore', services: ['Ledger', 'Edge'] },
    ])
  })

  test('is empty if no service names one', () => {
    expect(page({}).runbooks).toEqual([])
  })
})
