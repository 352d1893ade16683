/*
 * Text that reads otherwise than it is written: characters that do not show or turn the direction of writing, and letters of one
 * script that look like those of another.
 */

/** Every character that leaves no mark of its own. Variation selectors are none of them: they choose how a sign is drawn. */
const HIDDEN = /[\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]|\u034F|\u17B4|\u17B5/gu

/** Between two pictures a joiner makes one of them, such as a person at a computer. */
const JOINED = /(\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*)\u200D(?=\p{Extended_Pictographic})/gu

const PLAIN = /^[ -~]*$/

/** True for a text with characters that do not show. */
export function hasHidden(text: string): boolean {
  return !PLAIN.test(text) && text.replace(JOINED, '$1').search(HIDDEN) >= 0
}

/** The text with such characters told by their number, `\u{202e}`, so that it reads as it is written. */
export function withHiddenShown(text: string): string {
  if (!hasHidden(text)) return text
  return text.replace(HIDDEN, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
}

/** Letters that run from right to left, and would take signs and digits beside them along. */
export function runsLeft(text: string): boolean {
  return !PLAIN.test(text) && RIGHT_TO_LEFT.test(text)
}

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** True when letters of two scripts that look alike stand in one word, as no language writes. */
export function mixesScripts(text: string): boolean {
  if (PLAIN.test(text)) return false
  const words = text.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? []
  return words.some((word) => ALIKE.filter((script) => script.test(word)).length > 1)
}

const ALIKE = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
]

/**
 * Finds the name that another one only looks like: `ada` for `аda` in Cyrillic letters, or `ａｄａ` in wide ones. Null for a name in
 * plain letters, and for one that looks like none of the others. Of two that differ in case the one that fits is found.
 */
export function lookAlikesAmong(others: Iterable<string>): (name: string) => string | null {
  const plain = new Map<string, string>()
  for (const other of others) {
    if (!PLAIN.test(other)) continue
    plain.set(other, other)
    const small = other.toLowerCase()
    if (!plain.has(small)) plain.set(small, other)
  }
  return (name) => {
    if (!isForeign(name)) return null
    const key = inLatin(name)
    return plain.get(key) ?? plain.get(key.toLowerCase()) ?? null
  }
}

function isForeign(name: string): boolean {
  return (
    !PLAIN.test(name) &&
    (/(?!\p{Script=Latin})\p{L}/u.test(name) || name.normalize('NFKC') !== name.normalize('NFC'))
  )
}

function inLatin(name: string): string {
  const letters = [...name.normalize('NFKC')].map((letter) => LOOKS_LIKE.get(letter) ?? letter)
  return letters.join('')
}

/**
 * Letters of other scripts that look like Latin ones, from the Unicode Consortium's table of confusable characters
 * (https://www.unicode.org/Public/security/latest/confusables.txt, UTS #39): Cyrillic, Greek, Armenian, Cherokee and the
 * Latin letters outside of ASCII that no normalization takes apart.
 */
export const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑᴀАΑᎪ',
    b: 'ЬьвΒВβЪƄᏏᏴßʙ',
    c: 'сϲⅽСϹᏟᴄ',
    d: 'ԁժɗđᎠᴅ',
    e: 'еεєΕЕҽᎬᴇ',
    f: 'ғϝƒքꞙϜ',
    g: 'ɡցԌᏀɢ',
    h: 'һհΗНнᎻʜ',
    i: 'іιıɩΙІӀⅰɪ',
    j: 'јϳЈʝᎫᴊ',
    k: 'кκΚКқᏦᴋ',
    l: 'ӏłⅼŀᏞʟ',
    m: 'мΜМⅿᎷᴍ',
    n: 'пηոռΝɴ',
    o: 'оοσΟОօөӨθøØჿᴏ',
    p: 'рρϱΡРᏢᴘ',
    q: 'ԛգզԚ',
    r: 'гᴦɾᎡʀ',
    s: 'ѕʂЅՏᏚꜱ',
    t: 'тτΤТŧᎢᴛ',
    u: 'υսцᴜՍ',
    v: 'νѵᴠѴᏙⅴ',
    w: 'ѡԝωшԜᎳᴡ',
    x: 'хχΧХⅹ',
    y: 'уγүΥУҮʏ',
    z: 'ᴢΖᏃʐ',
  }).flatMap(([latin, others]) => [...others].map((letter) => [letter, latin])),
)
