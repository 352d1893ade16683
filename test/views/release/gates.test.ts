import { describe, expect, test } from 'vitest'
import type { Evaluation } from '#model/evaluation.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { gateGroups } from '#views/release/gates.ts'
import { stripCells } from '#views/release/page.ts'
import { aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'
import { anAssessed } from './input.ts'

const conditional = aGate({ requirement: 'conditional', condition: 'it speaks to others' })
const counts = { total: 412, passed: 412, failed: 0, skipped: 0, errored: 0, flaky: 0 }

function firstGate(record: ReleaseRecord, policy = aPolicy(), at?: string) {
  const group = gateGroups(anAssessed(record, policy, at ? { at } : {}), [])[0]
  const gate = group?.gates[0]
  if (!group || !gate) throw new Error('The policy has no gate.')
  return { group, gate }
}

describe('a gate', () => {
  test('passed by an artifact names the artifact, its counts and its age at release', () => {
    const item = anItem({ gates: ['unit-tests'], counts })
    const { gate, group } = firstGate(aRecord({ evidence: [item] }))
    expect(gate.look.word).toBe('passed')
    expect(gate.proofs).toEqual([{ href: 'evidence/#e-unit', text: '412 checks, 24 h' }])
    expect([gate.place, gate.word]).toEqual([null, null])
    expect(group.look.word).toBe('PASS')
  })

  test('without an artifact is missing, and is the first failure', () => {
    const { gate, group } = firstGate(aRecord())
    expect(gate.look).toMatchObject({ word: 'missing', mark: 'no' })
    expect(gate.href).toBe('/catalog/policy/small/1/#gate-unit-tests')
    expect([gate.place, gate.word]).toEqual(['gate-unit-tests', 'missing'])
    expect(group).toMatchObject({ first: true, look: { word: 'FAIL, 1 OF 1' } })
  })

  test('that failed says which artifact failed it', () => {
    const item = anItem({ gates: ['unit-tests'], status: 'failed' })
    const { gate } = firstGate(aRecord({ evidence: [item] }))
    expect(gate.look.word).toBe('failed')
    expect(gate.problems).toEqual(['"unit" did not pass.'])
  })

  test('that is waived is never shown as passed', () => {
    const waivers = [{ gate: 'unit-tests', owner: 'Ada', reason: 'it moves', until: '2026-10-01T00:00:00Z' }]
    const { gate, group } = firstGate(aRecord({ dossier: aDossier({ waivers }) }), aPolicy([conditional]))
    expect(gate.look).toMatchObject({ word: 'exception', mark: 'wv' })
    expect(gate.notes).toEqual([
      'conditional: it speaks to others',
      'exception by Ada until 1 Oct 2026: it moves',
    ])
    expect(group.look.word).toBe('PASS, 1 EXCEPTION')
  })

  test('that does not apply gives the reason', () => {
    const gates = [{ id: 'unit-tests', applies: false, reason: 'nothing to test' }]
    const { gate } = firstGate(aRecord({ dossier: aDossier({ gates }) }), aPolicy([conditional]))
    expect(gate.look.word).toBe('not asked')
    expect(gate.notes).toContain('not asked: nothing to test')
  })

  test('says what it was at release when that differs', () => {
    const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
    const record = aRecord({ evidence: [anItem({ gates: ['unit-tests'] })] })
    expect(firstGate(record, aging).gate.notes).toEqual([])
    const later = firstGate(record, aging, '2026-09-01T00:00:00Z').gate
    expect([later.word, later.notes, later.problems]).toEqual(['ran out after 30 days', [], []])
    const waivers = [{ gate: 'unit-tests', owner: 'Ada', reason: 'it moves', until: '2026-07-01T00:00:00Z' }]
    const waived = aRecord({ dossier: aDossier({ waivers }) })
    expect(firstGate(waived, aPolicy([conditional]), '2026-09-01T00:00:00Z').gate.notes).toContain(
      'at release: exception',
    )
  })
})

describe('gates in a row', () => {
  const proofsOf = (...gates: string[][]) => {
    const items = gates.map((each, i) => anItem({ name: `unit-${i}`, gates: each }))
    const policy = aPolicy([aGate(), aGate({ id: 'lint' })])
    const group = gateGroups(anAssessed(aRecord({ evidence: items }), policy), [])[0]
    return group?.gates.map((gate) => gate.proofs[0]?.text)
  }

  test('name the artifact they share once', () => {
    expect(proofsOf(['unit-tests', 'lint'])).toEqual(['junit, 24 h', 'as above'])
  })

  test('name each its own artifact, however alike those are', () => {
    expect(proofsOf(['unit-tests'], ['lint'])).toEqual(['junit, 24 h', 'junit, 24 h'])
  })

  test('have an anchor when an attempt failed there', () => {
    const attempts = [
      { n: 1, evidenceRunAt: '2026-05-01T00:00:00Z', result: 'failed' as const, failedGates: ['unit-tests'] },
    ]
    const record = aRecord({ dossier: aDossier({ attempts }), evidence: [anItem({ gates: ['unit-tests'] })] })
    expect(firstGate(record).gate).toMatchObject({ place: 'gate-unit-tests', look: { word: 'passed' } })
  })
})

const cellsFor = (today: Evaluation) => stripCells(today, today.strip)

describe('the strip', () => {
  const cellsOf = (record: ReleaseRecord) => cellsFor(anAssessed(record).posture.today)

  test('counts what passed, and says where a policy has no gate', () => {
    const cells = cellsOf(aRecord({ evidence: [anItem({ gates: ['unit-tests'] })] }))
    expect(cells.map((cell) => cell.text)).toEqual([
      '1 of 1 passed',
      'not asked',
      'not asked',
      'not asked',
      'not asked',
      'none open',
    ])
  })

  test('counts what failed, and open risks', () => {
    const risks = [{ id: 'R-1', title: 'x', severity: 'SEV-1' as const, status: 'open' as const }]
    const cells = cellsOf(aRecord({ dossier: aDossier({ risks }) }))
    expect(cells[0]).toMatchObject({ letter: 'f', text: '1 of 1 failed' })
    expect(cells[5]).toMatchObject({ letter: 'f', text: '1 open' })
  })
})
