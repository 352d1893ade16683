import { describe, expect, test } from 'vitest'
import {
  hasHidden,
  lookAlikesAmong,
  mixesScripts,
  runsLeft,
  withHiddenShown,
} from '#decide/lib/look-alikes.ts'

describe('a character that does not show', () => {
  test.each([
    ['a mark that turns the direction', 'go\u202eon', 'go\\u{202e}on'],
    ['an isolate', '\u2067x\u2069', '\\u{2067}x\\u{2069}'],
    ['a mark of direction', 'a\u200fb', 'a\\u{200f}b'],
    ['a space without width', 'ad\u200bmin', 'ad\\u{200b}min'],
    ['a joiner between letters', 'a\u200db', 'a\\u{200d}b'],
    ['a byte order mark', '\ufeffa', '\\u{feff}a'],
    ['a soft hyphen', 'a\u00adb', 'a\\u{ad}b'],
    ['a filler', 'a\u3164', 'a\\u{3164}'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
  ])('is found and told by its number: %s', (_, text, shown) => {
    expect(hasHidden(text)).toBe(true)
    expect(withHiddenShown(text)).toBe(shown)
  })

  test.each(['plain', 'Grüße', 'שלום', 'ἀρχή', '👩\u200d💻', '👩🏽\u200d💻', '✔\ufe0f', '日本語'])(
    'is none of those in %s',
    (text) => {
      expect(hasHidden(text)).toBe(false)
      expect(withHiddenShown(text)).toBe(text)
    },
  )
})

describe('a text from right to left', () => {
  test('is told from others', () => {
    expect(['שלום', 'a مرحبا', 'ߒߞߏ'].map(runsLeft)).toEqual([true, true, true])
    expect(['plain', 'Größe', 'Привет'].map(runsLeft)).toEqual([false, false, false])
  })
})

describe('a word of several scripts', () => {
  test.each(['lеdger', 'Аda', 'pаypal-v1', 'αdmin', 'Ꭺda'])('is found: %s', (text) =>
    expect(mixesScripts(text)).toBe(true),
  )

  test.each(['ledger', 'релиз-v1.0', 'Søren Kierkegaard', 'Привет world', '東京tower', 'Ζωή'])(
    'is none of those in %s',
    (text) => expect(mixesScripts(text)).toBe(false),
  )
})

describe('a name that only looks like another', () => {
  test.each([
    ['аda', 'ada'],
    ['ａｄａ', 'Ada'],
    ['ѕсоре', 'scope'],
    ['v１.0.0', 'v1.0.0'],
  ])('%s looks like %s', (name, other) => expect(lookAlikesAmong(['x', other])(name)).toBe(other))

  test('is the one of the same case, where there are two', () => {
    expect(lookAlikesAmong(['V1.0.0', 'v1.0.0'])('v１.0.0')).toBe('v1.0.0')
    expect(lookAlikesAmong(['v1.0.0', 'V1.0.0'])('V１.0.0')).toBe('V1.0.0')
  })

  test.each([
    ['ada', 'Ada'],
    ['Søren', 'Soren'],
    ['Иван', 'Ivan'],
    ['аda', 'bob'],
  ])('%s is no look-alike of %s', (name, other) => expect(lookAlikesAmong([other])(name)).toBeNull())
})
