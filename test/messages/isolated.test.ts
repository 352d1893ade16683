import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withForeignIsolated } from '#messages/isolated.ts'

const NAME = '\u05d3\u05e0\u05d4'
const SURNAME = '\u05db\u05d4\u05df'

describe('a page', () => {
  test.each([
    ['a name in a sentence', `<p>${NAME} (3) approved it</p>`, `<p><bdi>${NAME}</bdi> (3) approved it</p>`],
    [
      'two names, and our word between them',
      `<li>${NAME} and ${NAME}</li>`,
      `<li><bdi>${NAME}</bdi> and <bdi>${NAME}</bdi></li>`,
    ],
    ['a name of two words', `<b>${NAME} ${SURNAME}</b>`, `<b><bdi>${NAME} ${SURNAME}</bdi></b>`],
    ['a digit beside it', `<td>2 ${NAME} 1</td>`, `<td>2 <bdi>${NAME}</bdi> 1</td>`],
    ['letters of two units', '<p>\u{1e900}\u{1e901} 1</p>', '<p><bdi>\u{1e900}\u{1e901}</bdi> 1</p>'],
    ['an override', '<p>a \u202egnp.exe b</p>', '<p>a \\u{202e}gnp.exe b</p>'],
    ['an end of what has no beginning', '<p>a\u2069 b</p>', '<p>a\\u{2069} b</p>'],
    ['a beginning without its end', `<p>\u2068${NAME} b</p>`, `<p>\\u{2068}<bdi>${NAME}</bdi> b</p>`],
  ])('isolates %s', (_, page, isolated) => {
    expect(withForeignIsolated(page)).toBe(isolated)
    expect(withForeignIsolated(isolated)).toBe(isolated)
  })

  test.each([
    ['without such letters', '<p title="a>b">é Ж 你 \u{1f600} 1 < 2</p>'],
    ['in its attributes', `<a title="${NAME} > 1" href='/${NAME}'>x</a>`],
    [
      'in what holds no markup',
      `<title>${NAME}</title><script>"${NAME}"</script><svg><text>${NAME}</text></svg>`,
    ],
    ['where a sentence has isolated it by characters', `<p>\u2068${NAME}\u2069 1</p>`],
  ])('stays as it is %s', (_, page) => {
    expect(withForeignIsolated(page)).toBe(page)
  })
})

describe('a page of anything', () => {
  test('keeps every character of its text, and no letter outside an element of its own', () => {
    const piece = fc.constantFrom(
      NAME,
      SURNAME,
      ' ',
      '1',
      'a',
      '(',
      '\u0660',
      '\u2068',
      '\u2069',
      '&lt;',
      '<i>',
      '</i>',
      '<br title="x">',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const page = `<p>${pieces.join('')}</p>`
        const made = withForeignIsolated(page)
        const plain = made
          .replaceAll(/<\/?bdi>/g, '')
          .replaceAll(/\\u\{(\w+)\}/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
        expect(plain).toBe(page)
        const bare = made.replaceAll(/<bdi>[^<]*<\/bdi>|\u2068[^\u2068\u2069]*\u2069/g, '')
        expect(bare).not.toMatch(/[\u0590-\u08ff\u2066-\u2069]/)
      }),
    )
  })

  test('is read in time that grows with its length', () => {
    const long = (part: string) => withForeignIsolated(`<p>${part.repeat(50_000)}</p>`).length
    const started = performance.now()
    for (const part of [`${NAME} `, `${NAME}. . . `, '<', '\u2068', `<b "`, `${NAME}<`]) long(part)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
