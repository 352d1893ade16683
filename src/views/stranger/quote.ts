/** A block of a quoted text: a heading, an item of a list, a paragraph or lines of code, word for word. */
export interface QuoteBlock {
  kind: 'heading' | 'item' | 'text' | 'code'
  text: string
}

const MOST_BLOCKS = 120

/**
 * Foreign Markdown or plain text as blocks of plain text: what it says, without its marks. Links keep their words; nothing of it
 * becomes markup.
 */
export function quoteBlocks(text: string): { blocks: QuoteBlock[]; isWhole: boolean } {
  const blocks: QuoteBlock[] = []
  let isCode = false
  let isOpen = false
  for (const line of text.split('\n')) {
    const trimmed = line.trim()
    if (/^(?:```|~~~)/.test(trimmed)) {
      isCode = !isCode
      isOpen = false
      continue
    }
    if (trimmed === '' && !isCode) {
      isOpen = false
      continue
    }
    if (!isCode && isReference(trimmed)) continue
    const under = blocks.at(-1)
    if (!isCode && isOpen && under?.kind === 'text' && isUnderline(trimmed)) {
      under.kind = 'heading'
      isOpen = false
      continue
    }
    const block = isCode ? { kind: 'code' as const, text: line } : blockOf(trimmed)
    const last = blocks.at(-1)
    const goesOn =
      isOpen &&
      last !== undefined &&
      (block.kind === 'text' ? last.kind !== 'heading' : block.kind === 'code')
    if (goesOn && last) last.text = `${last.text}${isCode ? '\n' : ' '}${block.text}`
    else if (block.text !== '') blocks.push(block)
    isOpen = true
  }
  return { blocks: blocks.slice(0, MOST_BLOCKS), isWhole: blocks.length <= MOST_BLOCKS }
}

function blockOf(line: string): QuoteBlock {
  const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1] ?? /^\*\*([^*]+)\*\*:?$/.exec(line)?.[1]
  if (heading !== undefined) return { kind: 'heading', text: plain(heading) }
  const item = /^(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/.exec(line)?.[1]
  return item === undefined ? { kind: 'text', text: plain(line) } : { kind: 'item', text: plain(item) }
}

/** Where a link of the text leads, which stands at its end: `[#12]: https://…`. */
function isReference(line: string): boolean {
  return /^\[[^[\]]{1,200}\]:\s{0,4}<?https?:/.test(line)
}

/** A line of one mark, below a title. */
function isUnderline(line: string): boolean {
  return /^(?:={3,}|-{3,}|~{3,}|\^{3,}|"{3,})$/.test(line)
}

/** Without the marks of links, emphasis, comments and code. */
function plain(line: string): string {
  return line
    .slice(0, 2000)
    .replaceAll(/!?\[([^[\]]{0,400})\]\([^()\s]{0,600}\)/g, '$1')
    .replaceAll(/\[([^[\]]{0,400})\](?:\[[^[\]]{0,200}\])?/g, '$1')
    .replaceAll(/`([^`<]{1,200})\s<[^<>`]{1,500}>`_{1,2}/g, '$1')
    .replaceAll(/`{1,2}([^`]*)`{1,2}/g, '$1')
    .replaceAll('**', '')
    .replaceAll(/<!--[^<>]{0,400}-->/g, '')
    .trim()
}
