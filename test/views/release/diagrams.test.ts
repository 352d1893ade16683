import { describe, expect, test } from 'vitest'
import { releaseDiagrams } from '#views/release/diagrams.ts'
import { releasePage } from '#views/release/page.ts'
import { aDossier, anItem, aRecord, gitFacts } from '../../builders.ts'
import { anInput } from './input.ts'

const STEP = { actor: 'owner', target: 'edge', result: 'passed' as const }

/** A release that was promoted and looked at; its texts name its version and its people. */
function released(version: string, who: string, at: string) {
  const dossier = aDossier({
    version,
    purpose: `Release ${version}`,
    promotions: [
      { to: 'production', at, by: who, result: 'reached', conditions: [{ id: 'A-1', status: 'met' }] },
    ],
    smokeRuns: [
      { environment: 'dev', at, steps: [{ ...STEP, action: `build says v${version}` }] },
      { environment: 'production', at, steps: [{ ...STEP, action: `build says v${version}` }] },
    ],
  })
  const evidence = [anItem({ gates: ['unit-tests'] })]
  return anInput(aRecord({ version, dossier, evidence, git: gitFacts({ tag: `ledger/v${version}` }) }))
}

describe('the diagrams of a release', () => {
  test('are in their places on its page, and a page without them says the same', () => {
    const input = released('1.4.0', 'Ada', '2026-06-01T00:00:00Z')
    const places = [...releaseDiagrams(input).keys()]
    const drawn = (href: string) => ({ href, width: 1, height: 1, alt: 'A' })
    const drawings = new Map(places.map((place) => [place, drawn(place)]))
    const shown = (page: string) =>
      [...page.matchAll(/"href":"([a-z0-9-]+)","width"/g)].map(([, place]) => place)
    expect(shown(JSON.stringify(releasePage({ ...input, drawings }))).sort()).toEqual(places.sort())
    expect(shown(JSON.stringify(releasePage(input)))).toEqual([])
  })

  test('show its path, its decision, its groups, its promotion and its smoke runs', () => {
    expect([...releaseDiagrams(released('1.4.0', 'Ada', '2026-06-01T00:00:00Z')).keys()]).toEqual([
      'way',
      'decision',
      'promotion',
      'group-architecture-contracts',
      'smoke-0',
    ])
  })

  test('are the same for another release in the same state', () => {
    const one = releaseDiagrams(released('1.4.0', 'Ada', '2026-06-01T00:00:00Z'))
    const other = releaseDiagrams(released('2.0.11', 'Grace', '2026-06-02T00:00:00Z'))
    expect(other).toEqual(one)
  })

  test('differ when the state does', () => {
    const go = releaseDiagrams(released('1.4.0', 'Ada', '2026-06-01T00:00:00Z'))
    const noGo = releaseDiagrams(anInput())
    expect(noGo.get('way')).not.toEqual(go.get('way'))
    expect(noGo.get('decision')).not.toEqual(go.get('decision'))
  })

  test('of a tag without a dossier show its path only', () => {
    const input = anInput(aRecord({ state: 'no-dossier', dossier: null }))
    expect([...releaseDiagrams(input).keys()]).toEqual(['way'])
  })
})
