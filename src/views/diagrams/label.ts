/**
 * Foreign text → text for a Mermaid label, the only way it gets into a source. Letters, digits and single spaces stay;
 * everything else, whatever it may mean to Mermaid, HTML or Markdown, becomes a numeric entity (`#34;`), which
 * Mermaid writes as the character. Invisible and direction-changing characters and line breaks become spaces; a text
 * longer than `most` code points ends in `…`, and so does a word that no line could hold. Never empty.
 */
export function label(text: string, most = 60): string {
  return escaped(words(text, most).join(' '))
}

/** The same in lines of about `width` characters, for labels that Mermaid does not wrap well. */
export function labelLines(text: string, most: number, width: number): string {
  const lines: string[] = []
  for (const word of words(text, most)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.map(escaped).join('<br/>')
}

const LONGEST_WORD = 28
const UNSEEN = /[\s\p{C}\p{Z}]+/gu
/** Mermaid keeps its place for entities in texts with `ﬂ°` and `¶ß`, so these letters are written as entities too. */
const SPECIAL = /[^\p{L}\p{N} …]|[ßﬂ]/gu

function words(text: string, most: number): string[] {
  const plain = text.toWellFormed().normalize('NFC').replaceAll(UNSEEN, ' ').trim()
  return (clip(plain, most) || '–').split(' ').map((word) => clip(word, LONGEST_WORD))
}

function clip(text: string, most: number): string {
  const points = [...text]
  return points.length > most
    ? `${points
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text
}

function escaped(text: string): string {
  return text.replaceAll(SPECIAL, (char) => `#${char.codePointAt(0)};`)
}
