import { describe, expect, test } from 'vitest'
import { isolatedSentence, sentence } from '#messages/messages.ts'

const say = (code: string, args: object) => sentence({ code, args: { item: 'unit', ...args }, path: [] })

describe('a list in a sentence', () => {
  test.each([
    ['a name', ['ci/*'], '"unit" comes from "x"; it must come from ci/*.'],
    [
      'several of which one will do',
      ['ci/*', 'nightly'],
      '"unit" comes from "x"; it must come from ci/* or nightly.',
    ],
  ])('is %s', (_, wanted, said) => {
    expect(say('unit.other_producer', { found: 'x', wanted })).toBe(said)
  })

  test('that is empty leaves its part out', () => {
    const about = { wanted: ['image'] }
    expect(say('unit.other_target', { ...about, found: [] })).toBe(
      '"unit" does not say that it looked at image.',
    )
    expect(say('unit.other_target', { ...about, found: ['a'] })).toContain('image: it looked at a.')
  })

  test('that has no room for all its names says how many there are besides', () => {
    const conditions = Array.from({ length: 200 }, (_, n) => `condition-${n}`)
    const said = say('promotion.unmet', { environment: 'prod', conditions })
    const shown = said.match(/condition-\d+/g) ?? []
    expect(said).toContain(`${shown.at(-1)} and ${200 - shown.length} more`)
    expect(said.length).toBeLessThan(420)
    expect(
      say('promotion.unmet', { environment: 'prod', conditions: conditions.slice(0, 20) }),
    ).not.toContain('more')
  })

  test('of reasons and of targets shows three, and says how many there are besides', () => {
    const found = ['a', 'b', 'c', 'd', 'e']
    expect(say('unit.other_target', { wanted: ['x'], found })).toContain('it looked at a, b, c and 2 more.')
    const counts = { skipped: 9, total: 10, percent: 20 }
    expect(say('unit.too_many_skipped', { ...counts, why: found })).toContain(
      'reasons given: "a", "b", "c" and 2 more.',
    )
    expect(say('unit.too_many_skipped', { ...counts, why: ['a'] })).toContain('reasons given: "a".')
  })

  test('of what an approval lacks has phrases, and takes no name for a phrase', () => {
    const gaps = { wanted: ['review', 'signed-record'], found: ['review-of-other-commit', 'no-record'] }
    const args = { title: 'Engineering', person: 'Ada', commit: null, reviewed: 'abc{person}', ...gaps }
    expect(say('approval.engineering.not_verified', args)).toBe(
      'Engineering: nothing proves that Ada approved. The policy asks for an approving review on the forge or a signed record of it; their review is of commit abc{person}; there is no record of it by them.',
    )
    expect(say('unit.other_topic', { wanted: ['review'], found: null })).toBe('"unit" is not about review.')
  })

  test('is isolated as a whole where it runs from right to left', () => {
    const finding = {
      code: 'unit.other_topic',
      args: { item: 'unit', wanted: ['שלום', 'b'], found: null },
      path: [],
    }
    expect(isolatedSentence(finding)).toBe('"unit" is not about \u2068שלום or b\u2069.')
  })
})
