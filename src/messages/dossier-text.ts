/** Columns of a dossier's file. */
const WIDTH = 110

/**
 * A dossier as the text of its file: two spaces a level, and on one line whatever fits there, so that a person finds and
 * changes one thing in one line. The same value gives the same bytes; members keep their order.
 */
export function dossierText(value: unknown): string {
  return `${layOut(value, '', 0)}\n`
}

/** @param used columns that stand before it, and after it, on its line. */
function layOut(value: unknown, indent: string, used: number): string {
  const flat = onOneLine(value)
  if (typeof value !== 'object' || value === null) return flat
  const isTop = indent === '' && used === 0
  if (!isTop && indent.length + used + flat.length <= WIDTH) return flat
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((each) => `${inner}${layOut(each, inner, 1)}`)
    : membersOf(value).map(([name, member]) => {
        const key = `${JSON.stringify(name)}: `
        return `${inner}${key}${layOut(member, inner, key.length + 1)}`
      })
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return parts.length === 0 ? flat : `${open}\n${parts.join(',\n')}\n${indent}${close}`
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = membersOf(value).map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined)
}

/** The lines of a file, from 1, in which somebody still has to say something. */
export function todoLines(text: string): { line: number; text: string }[] {
  return text
    .split('\n')
    .map((each, at) => ({ line: at + 1, text: each.trim() }))
    .filter((each) => /"TODO\b|"status": "drafted"/.test(each.text))
}
