import { describe, expect, test } from 'vitest'
import { dossierText, todoLines } from '#messages/dossier-text.ts'

describe('the text of a dossier', () => {
  test('has on one line what fits there, and keeps the order of members', () => {
    const value = { b: 1, a: { z: [1, 'two'], y: {} }, left: undefined, none: [] }
    expect(dossierText(value)).toBe('{\n  "b": 1,\n  "a": { "z": [1, "two"], "y": {} },\n  "none": []\n}\n')
  })

  test('breaks what is too long, and means the same', () => {
    const value = { list: Array.from({ length: 40 }, (_, n) => ({ id: `number-${n}` })), '"': 'a"b\n' }
    expect(JSON.parse(dossierText(value))).toEqual(value)
    expect(dossierText(value).split('\n')).toHaveLength(46)
  })

  test('says in which lines a person has to speak', () => {
    const text = dossierText({ purpose: 'TODO', notes: { status: 'drafted' }, said: 'all TODOs are done' })
    expect(todoLines(text).map(({ line }) => line)).toEqual([2, 3])
  })
})
