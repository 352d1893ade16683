import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { label, labelLines } from '#views/diagrams/label.ts'

/** What a browser makes of a label. */
const shown = (text: string) =>
  text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

describe('a label', () => {
  test.each([
    ['Threat model reviewed', 'Threat model reviewed'],
    ['say "end"', 'say #34;end#34;'],
    ['a]:::go', 'a#93;#58;#58;#58;go'],
    ['%%{init: {}}%%', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;'],
    ['<b>&lt;', '#60;b#62;#38;lt#59;'],
    ['#35;', '#35;35#59;'],
    ['ﬂ°°60¶ß', '#64258;#176;#176;60#182;#223;'],
    ['two\nlines\r\n\tof it', 'two lines of it'],
    ['left\u202Eright\u200B', 'left right'],
    ['Größe 数量', 'Grö#223;e 数量'],
  ])('%j is written %j', (text, written) => {
    expect(label(text)).toBe(written)
  })

  test('of an empty text is a dash', () => {
    expect([label(''), label(' \n'), label('\u0000')]).toEqual(['#8211;', '#8211;', '#8211;'])
  })

  test('that is too long ends in an ellipsis, and so does a word longer than a line', () => {
    expect(label('one two three four', 9)).toBe('one two…')
    expect(label('x'.repeat(40))).toBe(`${'x'.repeat(27)}…`)
    expect([...label('😀'.repeat(100), 10).replaceAll(/#\d+;/g, 'x')]).toHaveLength(10)
  })

  test('of any text holds letters, digits, spaces and entities', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(label(text)).toMatch(/^([\p{L}\p{N} …]|#\d+;)+$/u)
      }),
    )
  })

  test('of ordinary text shows the same text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,12}( [!-~]{1,12}){0,3}$/), (text) => {
        expect(shown(label(text))).toBe(text)
      }),
    )
  })

  test('in lines breaks between words', () => {
    expect(labelLines('place and sell one canary position', 70, 16)).toBe(
      'place and sell<br/>one canary<br/>position',
    )
  })
})
