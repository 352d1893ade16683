import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { decision, declaration } from '#views/release/decision.ts'
import { checklist as checklistOf } from '#views/release/evidence-page.ts'
import { releasePage } from '#views/release/page.ts'
import { payload } from '#views/release/payload.ts'
import { aClause, aDossier, aGate, anItem, aPolicy, aRecord, DIGEST } from '../../builders.ts'
import { anAssessed, anInput } from './input.ts'

const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const green = aRecord({ evidence: [anItem({ gates: ['unit-tests'] })] })

describe('the page of a release', () => {
  test('has a title for each section when it was assessed', () => {
    expect(releasePage(anInput(green)).contents.map((entry) => entry.id)).toEqual([
      'changed',
      'blockers',
      'scope',
      'gates',
      'evidence',
      'kpis',
      'risks',
      'promotion',
      'signoff',
      'trace',
      'payload',
    ])
  })

  test('says what anybody can see where there is no dossier, and nothing of what is missing', () => {
    const page = releasePage(anInput(aRecord({ state: 'no-dossier', dossier: null })))
    expect(page.assessed).toBeNull()
    expect(page.contents.map((entry) => entry.id)).toEqual(['changed', 'baseline', 'draft', 'payload'])
  })

  test('does not depend on the moment of judging while nothing changes', () => {
    const early = releasePage(anInput(green, aging, { at: '2026-06-10T00:00:00Z' }))
    const late = releasePage(anInput(green, aging, { at: '2026-06-20T07:08:09Z' }))
    expect(late).toEqual(early)
  })

  test('changes when the verdict does', () => {
    const before = releasePage(anInput(green, aging, { at: '2026-06-10T00:00:00Z' }))
    const after = releasePage(anInput(green, aging, { at: '2026-07-10T00:00:00Z' }))
    expect(before.assessed?.blockers.causes).toEqual([])
    expect(after.assessed?.blockers.causes.flat()).toHaveLength(1)
    expect(after.assessed?.strips.atRelease).toMatch(/^Security not asked, /)
  })

  test('leads from a blocker to the artifact that it is about, where that is on the page', () => {
    const red = aRecord({ evidence: [anItem({ gates: ['unit-tests'], status: 'failed' })] })
    const proofs = (record: typeof red) =>
      releasePage(anInput(record))
        .assessed?.blockers.causes.flat()
        .map(({ proof }) => proof)
    expect(proofs(red)).toEqual([{ name: 'unit', href: 'evidence/#e-unit' }])
    expect(proofs(aRecord({ dossier: aDossier({ require: ['gone'] }), evidence: green.evidence }))).toEqual([
      null,
    ])
  })

  test('gives the reasons of a quarantine with their place', () => {
    const quarantine = [
      { code: 'dossier.other_version', args: { declared: '1', found: '2' }, path: ['evidence', 3] },
    ]
    const page = releasePage(anInput(aRecord({ state: 'quarantined', dossier: null, quarantine })))
    expect(page.quarantine[0]).toMatchObject({ code: 'dossier.other_version', place: 'evidence[3]' })
  })
})

describe('the decision', () => {
  const decided = (record = green) => decision(anAssessed(record))

  test('answers every question, and yes leads to GO', () => {
    const [step, ...others] = decided().steps
    expect(step?.question.split('; ')).toHaveLength(8)
    expect([step?.answer, others]).toEqual(['yes to each', []])
    expect(decided()).toMatchObject({ outcome: 'GO', flip: [] })
  })

  test('marks the first no, goes on, and names what would change the verdict', () => {
    const risks = [{ id: 'R-1', title: 'x', severity: 'SEV-1' as const, status: 'open' as const }]
    const refused = decided(aRecord({ dossier: aDossier({ risks }) }))
    expect(refused.steps.filter((step) => !step.green).map((step) => step.first)).toEqual([true, false])
    expect(refused.flip.map((thing) => thing.href)).toEqual(['../#gate-unit-tests', '../#r-R-1'])
  })

  test('shows a declaration that the evidence contradicts', () => {
    const record = aRecord({ dossier: aDossier({ declaredDecision: { decision: 'GO' } }) })
    const codes = declaration(anAssessed(record)).differences.map((each) => each.code)
    expect(codes).toContain('declared.go_recomputed_no_go')
    const held = aRecord({ ...green, dossier: aDossier({ declaredDecision: { decision: 'GO' } }) })
    expect(declaration(anAssessed(held)).differences).toEqual([])
  })
})

describe('a ticked box', () => {
  const look = (result: boolean, evidence?: string) => {
    const checklist = [
      { area: 'Package', name: 'package', required: false, result, ...(evidence ? { evidence } : {}) },
    ]
    const record = aRecord({ ...green, dossier: aDossier({ checklist }) })
    return checklistOf(anAssessed(record)).items[0]?.look.word
  }

  test('counts with an artifact that passed', () => {
    expect(look(true, 'unit')).toBe('passed')
  })

  test('alone is not evidence', () => {
    expect(look(true)).toContain('not evidence')
    expect(look(true, 'nowhere')).toContain('not evidence')
    expect(look(false, 'unit')).toBe('not ticked')
  })
})

describe('the payload', () => {
  test('can be fetched, checked and evaluated again', () => {
    const { fetch, evaluate } = payload(anInput(green))
    expect(fetch).toContain('-fsSLO https://example.org/catalog/api/v1/releases/ledger/1.4.0.json')
    expect(evaluate).toContain('evaluate 1.4.0.json --at 2026-06-02T12:00:00Z')
  })

  test('says how far the verdict can be repeated from published bytes', () => {
    const at = (source: 'tree' | 'run') => ({ source, path: 'x' })
    const files = (publish: boolean[], source: 'tree' | 'run' = 'tree') =>
      publish.map((each, n) =>
        anItem({ name: `e${n}`, sha256: DIGEST, publish: each, collectedFrom: at(source) }),
      )
    const say = (evidence: ReturnType<typeof files>) => payload(anInput(aRecord({ evidence }))).repeatable
    expect(say([])).toBeNull()
    expect(say(files([true, true]))).toBe(
      'All 2 files of evidence are published here: the verdict can be repeated from bytes.',
    )
    expect(say([...files([true, false]), ...files([false], 'run')])).toBe(
      '1 of 3 files of evidence is published here; the others are kept in the tagged tree (1) and with the workflow run (1).',
    )
    expect(say(files([false]))).toBe(
      '0 of 1 file of evidence are published here; they are kept in the tagged tree (1).',
    )
  })

  test('is quoted for the shell whatever a tag may hold', () => {
    const { fetch } = payload({ ...anInput(green), links: makeLinks("/it's/"), site: null })
    expect(fetch).toContain(String.raw`-fsSLO '/it'\''s/api/v1/releases/ledger/1.4.0.json'`)
  })
})
