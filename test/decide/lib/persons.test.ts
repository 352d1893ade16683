import { describe, expect, test } from 'vitest'
import { mayBeOnePerson, nameKey } from '#decide/lib/persons.ts'

describe('two names', () => {
  test.each([
    ['differ in case', 'Tove Marsh', 'tove MARSH'],
    ['differ in blanks', 'Tove Marsh', '  Tove   Marsh\u00a0'],
    ['differ in characters that do not show', 'Tove Marsh', 'Tove\u200b Mar\u00adsh'],
    ['differ in accents', 'José Núñez', 'Jose\u0301 Nunez'],
    ['differ in an initial', 'Tove Marsh', 'T. Marsh'],
    ['differ in a middle name', 'Tove Marsh', 'Tove A. Marsh'],
    ['differ in order', 'Tove Marsh', 'Marsh, Tove'],
    ['differ in a part that is left out', 'Tove Marsh', 'Tove'],
    ['differ in Cyrillic letters', 'Tove Marsh', 'Тоvе Маrsh'],
    ['differ in a Greek capital', 'Hana Suzuki', 'Ηana Suzuki'],
    ['differ in case alone, in Greek', 'ΗΛΙΑΣ', 'Ηλιας'],
    ['differ in letters of full width', 'Tove Marsh', 'Ｔｏｖｅ Ｍａｒｓｈ'],
    ['differ in digits for letters', 'Olli Toivo', 'O11i T0ivo'],
    ['differ in a pair that looks like one letter', 'Emma Mora', 'Ernrna Mora'],
    ['differ in a capital i for an l', 'Elif Aydin', 'EIif Aydin'],
    ['differ in being written together', 'Tove Marsh', 'tovemarsh'],
    ['differ in being written together the other way round', 'Tove Marsh', 'MarshTove'],
    ['differ in being written together, with an initial', 'Tove Marsh', 'tmarsh'],
    ['differ in being written together, without a middle name', 'Tove Anna Marsh', 'tovemarsh'],
    ['differ in a letter pair that a handle puts together', 'Peter Nolan', 'peternolan'],
    ['differ in a number', 'Tove Marsh', 'tove.marsh2'],
    ['differ in a number of a handle', 'Tove Marsh', 'TMarsh77'],
  ])('that %s may be one person’s', (_, a, b) => {
    expect([mayBeOnePerson(a, b), mayBeOnePerson(b, a)]).toEqual([true, true])
  })

  test.each([
    ['Tove Marsh', 'Tom Marsh'],
    ['Tove Marsh', 'Tove Holm'],
    ['T. Marsh', 'Bashir Nadel'],
    ['Person of one role', 'Person of another role'],
    ['Анна Котова', 'Нина Котова'],
    ['王伟', '王芳'],
    ['', 'Tove'],
    ['Tove Marsh', 'tm'],
    ['Tove Marsh', 'tovem4rch'],
    ['Tove Marsh', 'tovemarshall'],
    ['Tove Marsh', 'marshall'],
  ])('%s and %s are two persons’', (a, b) => {
    expect([mayBeOnePerson(a, b), mayBeOnePerson(b, a)]).toEqual([false, false])
  })
})

test('a key is the same however a name is spelt', () => {
  expect(nameKey(' TOVE  Marsh')).toBe(nameKey('Marsh, Tove'))
})
