import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { InputRegister } from '#model/inputs.ts'
import { gatingInputs, inputsPage, namedInput } from '#views/inputs.ts'
import { AT } from '../builders.ts'
import { aService } from '../factories.ts'

const links = makeLinks('/')
const register = (name: string, ...items: object[]) =>
  InputRegister.parse({
    register: name,
    title: name,
    items: items.map((item, i) => ({ id: `${name}-${i}`, title: 'It', ...item })),
  })
const facts = (...inputs: InputRegister[]) => ({ inputs, at: AT, services: [aService()] })
const gating = (...inputs: InputRegister[]) => gatingInputs(facts(...inputs), links).items.map(({ id }) => id)

describe('what may gate a release', () => {
  test.each([
    ['phase-readiness', [{ state: 'ready' }, { state: 'in-progress' }, { state: 'not-ready' }], [1, 2]],
    [
      'work-queue',
      [
        { state: 'in-flight' },
        { state: 'in-flight', gates: true },
        { state: 'queued', gates: true },
        { state: 'completed', gates: true, completedAt: AT },
      ],
      [1, 2],
    ],
    ['assumptions', [{ state: 'validated' }, { state: 'open' }, { state: 'refuted' }], [1, 2]],
    [
      'tech-debt',
      [
        { state: 'open' },
        { state: 'accepted', owner: 'Ada', reason: 'rare', until: '2026-06-03' },
        { state: 'accepted', owner: 'Ada', reason: 'rare', until: '2026-06-02' },
      ],
      [2],
    ],
  ])('of %s is what is not done, and of debt only a fallback that ran out', (name, items, expected) => {
    expect(gating(register(name, ...items))).toEqual(expected.map((i) => `${name}-${i}`))
  })

  test('is counted where the page has no room', () => {
    const many = register('assumptions', ...Array.from({ length: 7 }, () => ({ state: 'open' })))
    expect(gatingInputs(facts(many), links)).toMatchObject({ more: 2, href: '/inputs/' })
  })
})

describe('the page of the registers', () => {
  const work = register('work-queue', { state: 'in-flight', gates: true, services: ['ledger'] })

  test('answers in its heading, and says of each item how it stands, who answers for it and who names it', () => {
    const newest = [{ service: 'ledger', version: '1.4.0' }]
    const page = inputsPage(facts(work), { inputs: [{ id: 'work-queue-0', releases: 3, newest }] }, links)
    expect(page.heading).toBe('1 of 1 item may gate a release today.')
    expect(page.registers[0]?.items[0]).toMatchObject({
      owner: null,
      look: { word: 'in flight' },
      services: [{ name: 'Ledger', href: '/services/ledger/' }],
      named: { text: '3 releases', newest: [{ href: '/releases/ledger/1.4.0/evidence/' }], more: 2 },
    })
  })

  test('of a catalog without registers says so', () => {
    expect(inputsPage({ at: AT, services: [] }, {}, links).heading).toContain('No register')
  })
})

test('a release’s name of an item leads to it in its own register only', () => {
  const known = facts(register('assumptions', { state: 'validated', owner: 'Ada' }))
  const name = { id: 'assumptions-0', register: 'assumptions' as const }
  expect(namedInput(known, links, name)).toMatchObject({ href: '/inputs/#assumptions-0', owner: 'Ada' })
  expect(namedInput(known, links, { ...name, register: 'tech-debt' })).toBeNull()
})

test.each([
  ['work that is completed, and does not say when', 'work-queue', { state: 'completed' }],
  ['work that says when, and is not completed', 'work-queue', { state: 'in-flight', completedAt: AT }],
  ['accepted debt without an owner, a reason and a day', 'tech-debt', { state: 'accepted' }],
  ['a state of another register', 'assumptions', { state: 'ready' }],
])('%s is refused', (_, name, item) => {
  expect(() => register(name, item)).toThrow()
})
