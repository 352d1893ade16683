import { describe, expect, test } from 'vitest'
import { evidenceDiagrams, releaseDiagrams } from '#views/release/diagrams.ts'
import { releaseEvidencePage } from '#views/release/evidence-page.ts'
import { releasePage } from '#views/release/page.ts'
import { aDossier, anItem, aRecord, gitFacts } from '../../builders.ts'
import { anAssessed, anInput } from './input.ts'

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
  return anAssessed(aRecord({ version, dossier, evidence, git: gitFacts({ tag: `ledger/v${version}` }) }))
}

describe('the diagrams of a release', () => {
  test('are in their places on its pages, and pages without them say the same', () => {
    const input = released('1.4.0', 'Ada', '2026-06-01T00:00:00Z')
    const places = [...releaseDiagrams(input).keys(), ...evidenceDiagrams(input).keys()]
    const drawn = (href: string) => ({ href, width: 1, height: 1, alt: 'A' })
    const drawings = new Map(places.map((place) => [place, drawn(place)]))
    const shown = (page: string) =>
      [...page.matchAll(/"href":"([a-z0-9-]+)","width"/g)].map(([, place]) => place)
    const pages = (from: typeof input) => JSON.stringify([releasePage(from), releaseEvidencePage(from)])
    expect([...new Set(shown(pages({ ...input, drawings })))].sort()).toEqual(places.sort())
    expect(shown(pages(input))).toEqual([])
  })

  test('show its promotion, and on the page of its evidence its path, its decision, its groups and its smoke runs', () => {
    const input = released('1.4.0', 'Ada', '2026-06-01T00:00:00Z')
    expect([...releaseDiagrams(input).keys()]).toEqual(['promotion'])
    expect([...evidenceDiagrams(input).keys()]).toEqual([
      'way',
      'decision',
      'group-architecture-contracts',
      'smoke-0',
    ])
  })

  test('are the same for another release in the same state', () => {
    const all = (input: ReturnType<typeof released>) => [releaseDiagrams(input), evidenceDiagrams(input)]
    const one = released('1.4.0', 'Ada', '2026-06-01T00:00:00Z')
    const other = released('2.0.11', 'Grace', '2026-06-02T00:00:00Z')
    expect(all(other)).toEqual(all(one))
  })

  test('differ when the state does', () => {
    const go = evidenceDiagrams(released('1.4.0', 'Ada', '2026-06-01T00:00:00Z'))
    const noGo = evidenceDiagrams(anAssessed())
    expect(noGo.get('way')).not.toEqual(go.get('way'))
    expect(noGo.get('decision')).not.toEqual(go.get('decision'))
  })

  test('of a tag without a dossier show its path only', () => {
    const input = anInput(aRecord({ state: 'no-dossier', dossier: null }))
    expect([...releaseDiagrams(input).keys()]).toEqual(['way'])
  })
})
