import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeLinks } from '#messages/links.ts'
import { Operations } from '#model/operations.ts'
import { namedRunbooks, operationsPage } from '#views/operations.ts'
import { aService } from '../factories.ts'

const links = makeLinks('/')
const severities = (['SEV-4', 'SEV-1', 'SEV-2', 'SEV-3'] as const).map((severity) => ({
  severity,
  means: 'It',
  called: ['owner'],
  within: '15 minutes',
}))
const runbooks = [
  { id: 'pool', title: 'Write pool exhausted', severity: 'SEV-2', services: ['ledger'], steps: ['Look.'] },
  { id: 'disk', title: 'Disk full', severity: 'SEV-1', url: 'https://example.org/disk' },
]
const operations = (parts: object = {}) => Operations.parse({ severities, runbooks, ...parts })

test('the page counts the inventory and tells the severities in their order, each with its runbooks', () => {
  const page = operationsPage(operations(), [aService()], links)
  expect(page.heading).toBe('2 runbooks are in the inventory.')
  expect(page.severities.map(({ severity, runbooks: count }) => [severity, count])).toEqual([
    ['SEV-1', 1],
    ['SEV-2', 1],
    ['SEV-3', 0],
    ['SEV-4', 0],
  ])
  expect(page.groups[1]?.runbooks[0]).toMatchObject({
    id: 'pool',
    services: [{ name: 'Ledger', href: '/services/ledger/' }],
  })
})

test('what comes with the program promises nothing in the name of those who use it, and the page says so', () => {
  const shipped = Operations.parse(parse(readFileSync('content/runbooks/operations.yaml', 'utf8')))
  const page = operationsPage(shipped, [], links)
  expect(page.heading).toBe('No runbook is in the inventory yet.')
  expect(page.escalation).toBe(null)
  expect(page.severities.map(({ called, within, updates }) => [called, within, updates])).toEqual(
    Array.from({ length: 4 }, () => ['not said', 'not said', null]),
  )
})

test('a runbook that a service names leads to its own address, else to the inventory, else nowhere', () => {
  const service = aService({
    runbooks: [
      { title: 'write pool exhausted' },
      { title: 'Disk full', url: 'https://example.org/own' },
      { title: 'Nobody wrote it' },
    ],
  })
  expect(namedRunbooks(service, operations(), links).map(({ href }) => href)).toEqual([
    '/runbooks/operations/#pool',
    'https://example.org/own',
    null,
  ])
})

describe('what is refused', () => {
  test.each([
    ['a runbook that has neither steps nor an address', { runbooks: [{ ...runbooks[0], steps: [] }] }],
    ['two runbooks of one id', { runbooks: [runbooks[0], runbooks[0]] }],
    ['a severity twice', { severities: [severities[0], ...severities.slice(0, 3)] }],
    ['a severity less', { severities: severities.slice(1) }],
  ])('is %s', (_, parts) => {
    expect(() => operations(parts)).toThrow()
  })
})

test('the sample keeps as many runbooks as its newest inventory record counts', () => {
  const sample = Operations.parse(parse(readFileSync('test/sample/runbooks/operations.yaml', 'utf8')))
  expect(sample.runbooks).toHaveLength(40)
})
