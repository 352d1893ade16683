import { expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { processPage } from '#views/process.ts'
import { quarantinePage } from '#views/quarantine.ts'
import { aRecord } from '../builders.ts'

const steps = {
  released: 30,
  withIntent: 25,
  withEvidence: 20,
  withDossier: 21,
  passed: 12,
  refused: 9,
  reworked: 1,
  promoted: 8,
}

test('the process has seven steps whose edges are named as in the source', () => {
  const edges = processPage(steps).flatMap((state) =>
    state.next.map((next) => `${state.letter}${next.to} ${next.label ?? ''}`.trim()),
  )
  expect(edges).toEqual(['AB', 'BC', 'CD', 'DE Yes', 'DG No', 'EF', 'GA Fix / rerun'])
})

test('each step counts its releases', () => {
  const counts = new Map(processPage(steps).map((state) => [state.letter, state.count]))
  expect(counts.get('D')).toBe('12 yes, 9 no')
  expect(counts.get('A')).toBe('25 releases with an issue, branch or PR')
  expect(counts.get('F')).toBe('12 published as GO, 8 in an environment')
  expect(counts.get('G')).toBe('1 reworked, 9 due')
})

test('a quarantined release keeps its page, its file and its reasons', () => {
  const quarantine = [{ code: 'dossier.other_tag', args: { declared: 'a', found: 'b' }, path: ['tag'] }]
  const [held] = quarantinePage(
    [aRecord({ state: 'quarantined', dossier: null, quarantine })],
    makeLinks('/'),
  )
  expect(held).toMatchObject({ href: '/releases/ledger/1.4.0/', where: 'release/dossier.json' })
  expect(held?.reasons[0]).toMatchObject({ code: 'dossier.other_tag', place: 'tag' })
})
