import type { Drawing } from './diagram.ts'

/** Strangers may have small diagrams, and few: each costs a drawing, and time. */
const LONGEST = 2000
const MOST = 3

/** Exactly as the sanitizer of notes leaves a code block. */
const BLOCK = /<pre><code class="language-mermaid">([^<]*)<\/code><\/pre>/g

/** A Mermaid block of a note, and why it is not drawn. */
interface NotedDiagram {
  source: string
  refusal: string | null
}

/** The Mermaid blocks in a note's sanitized HTML, in order. */
export function notedDiagrams(html: string | null): NotedDiagram[] {
  return [...(html ?? '').matchAll(BLOCK)].map(([, text = ''], i) => {
    const source = text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => CHARACTERS.get(entity) ?? entity)
    return { source, refusal: refusal(source, i) }
  })
}

/**
 * The note with each block replaced by its drawing, or followed by a sentence why there is none.
 * @param drawn one for each block, in order.
 */
export function drawnNote(html: string, drawn: readonly (Drawing | string)[]): string {
  const left = [...drawn]
  return html.replaceAll(BLOCK, (block) => {
    const next = left.shift()
    if (next === undefined) return block
    return typeof next === 'string' ? `${block}<p class="soft">${escapedHtml(next)}</p>` : figure(next, block)
  })
}

function figure({ href, width, height, alt }: Drawing, block: string): string {
  const image = `<img src="${href}" width="${width}" height="${height}" alt="${escapedHtml(alt)}" loading="lazy">`
  return `<figure>${image}<details><summary>The diagram as text</summary>${block}</details></figure>`
}

function refusal(source: string, index: number): string | null {
  if (source.length > LONGEST) return `This diagram is not drawn: it has more than ${LONGEST} characters.`
  return index < MOST ? null : `This diagram is not drawn: a note may have ${MOST}.`
}

const CHARACTERS = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
])

const ENTITIES = new Map([...CHARACTERS].map(([entity, character]) => [character, entity]))

function escapedHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character)
}
