import { expect, test } from 'vitest'
import { withUnknownInputs } from '#decide/history/judging.ts'
import { posture } from '#decide/history/posture.ts'
import { InputRegister } from '#model/inputs.ts'
import { AT, aDossier, aPolicy, aRecord } from '../../builders.ts'

const registers = [
  InputRegister.parse({
    register: 'assumptions',
    title: 'Assumptions',
    items: [{ id: 'A-014', title: 'It', state: 'open' }],
  }),
]
const risk = { id: 'R-1', title: 'It', severity: 'SEV-4' as const, status: 'open' as const }

function found(parts: Parameters<typeof aDossier>[0], known = registers) {
  const record = aRecord({ dossier: aDossier(parts) })
  const { findings } = withUnknownInputs(posture(record, [aPolicy()], 'small', AT), record, known)
  return findings.filter(({ code }) => code === 'input.unknown').map(({ path }) => path.join('.'))
}

test('an item that a dossier names is found in its register, or told', () => {
  const named = (register: 'assumptions' | 'tech-debt', id?: string) => ({
    inputs: [{ register, title: 'It', ...(id ? { id } : {}) }],
  })
  expect(found(named('assumptions', 'A-014'))).toEqual([])
  expect(found(named('assumptions'))).toEqual([])
  expect(found(named('assumptions', 'A-999'))).toEqual(['inputs.A-999'])
  expect(found(named('tech-debt', 'A-014'))).toEqual(['inputs.A-014'])
  expect(found(named('assumptions', 'A-014'), [])).toEqual(['inputs.A-014'])
})

test('an assumption of a risk is told where the catalog keeps that register and does not hold it', () => {
  expect(found({ risks: [{ ...risk, assumption: 'A-014' }] })).toEqual([])
  expect(found({ risks: [{ ...risk, assumption: 'A-999' }] })).toEqual(['risks.R-1'])
  expect(found({ risks: [{ ...risk, assumption: 'A-999' }] }, [])).toEqual([])
})
