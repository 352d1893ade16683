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

const links = makeLinks('/catalog/')

test('the process has seven steps whose edges are named as in the source', () => {
  const edges = processPage({ steps }, links).states.flatMap((state) =>
    state.next.map((next) => `${state.letter}${next.to} ${next.label ?? ''}`.trim()),
  )
  expect(edges).toEqual(['AB', 'BC', 'CD', 'DE Yes', 'DG No', 'EF', 'GA Fix / rerun'])
})

test('each step counts its releases, and leads to the newest of them', () => {
  const named = [{ service: 'ledger', version: '1.4.0' }]
  const { states } = processPage({ steps, stepReleases: { passed: named } }, links)
  const counts = new Map(states.map((state) => [state.letter, state.counts.map(({ text }) => text)]))
  expect(counts.get('D')).toEqual(['12 yes', '9 no'])
  expect(counts.get('A')).toEqual(['25 releases with an issue, branch or PR'])
  expect(counts.get('F')).toEqual(['12 published as GO', '8 in an environment'])
  expect(counts.get('G')).toEqual(['1 reworked', '9 due'])
  expect(states.find(({ letter }) => letter === 'D')?.counts[0]).toMatchObject({
    newest: [{ text: 'ledger 1.4.0', href: '/catalog/releases/ledger/1.4.0/' }],
    more: 11,
  })
})

test.each([
  [steps, '12 of 21 dossiers were GO at release.'],
  [{ ...steps, withDossier: 1, passed: 1 }, '1 of 1 dossier was GO at release.'],
  [{ ...steps, withDossier: 0, passed: 0, refused: 0 }, 'None of 30 releases has a dossier yet.'],
  [{ ...steps, released: 0, withDossier: 0, refused: 0, reworked: 0 }, 'No release yet'],
])('the process answers in its heading: %#', (counted, heading) => {
  expect(processPage({ steps: counted }, links).heading).toBe(heading)
})

test('a quarantined release keeps its page, its file and its reasons', () => {
  const quarantine = [{ code: 'dossier.other_tag', args: { declared: 'a', found: 'b' }, path: ['tag'] }]
  const page = quarantinePage([aRecord({ state: 'quarantined', dossier: null, quarantine })], makeLinks('/'))
  const [held] = page.releases
  expect(page.heading).toBe('1 dossier cannot be judged.')
  expect(held).toMatchObject({ href: '/releases/ledger/1.4.0/', where: 'release/dossier.json' })
  expect(held?.reasons[0]).toMatchObject({ code: 'dossier.other_tag', place: 'tag' })
})

test('a quarantine without dossiers says that all could be read', () => {
  expect(quarantinePage([], links)).toEqual({
    heading: 'Nothing is quarantined.',
    lead: 'Every dossier that was found could be read, and fits its tag.',
    releases: [],
  })
})
