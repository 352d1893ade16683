import type { EvidenceFormat, FormatAbout, FormatSection } from './format.ts'
import { EVIDENCE_FORMATS } from './registry.ts'

/** A format as people are told of it. */
export type ToldFormat = FormatAbout & { name: string }

/** All formats in the order of their sections, each once. */
export function toldFormats(formats: readonly EvidenceFormat[] = EVIDENCE_FORMATS): ToldFormat[] {
  const told = formats.flatMap(({ name, about, variants = [] }) => [
    ...(about === null ? [] : [{ name, ...about }]),
    ...variants,
  ])
  return FORMAT_SECTIONS.flatMap((section) => told.filter((each) => each.section === section))
}

export const FORMAT_SECTIONS: readonly FormatSection[] = [
  'tests',
  'security',
  'measurements',
  'lists',
  'people',
]

/** The formats of a section as the guide lists them: a table in Markdown, without a line end behind it. */
export function formatTable(section: FormatSection): string {
  const formats = toldFormats().filter((each) => each.section === section)
  const isMeasured = section === 'measurements'
  const head = isMeasured
    ? ['Format', 'What it is', 'Written by', 'Metrics', 'Notes']
    : ['Format', 'What it is', 'Written by', 'Passed when']
  const rows = formats.map(({ name, what, from, passes, metrics = '' }) =>
    [`\`${name}\``, what, from, ...(isMeasured ? [metrics] : []), passes].map((cell) =>
      cell.replaceAll('|', '\\|'),
    ),
  )
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The text of a guide page with its tables of formats written anew between their marks. */
export function withFormatTables(page: string): string {
  return FORMAT_SECTIONS.reduce((text, section) => {
    const [start, end] = [`{/* formats: ${section} */}`, '{/* end of formats */}']
    const from = text.indexOf(start)
    const to = text.indexOf(end, from)
    if (from < 0 || to < 0)
      throw new Error(`The page has no place for the formats of "${section}": ${start} … ${end}`)
    return `${text.slice(0, from)}${start}\n\n${formatTable(section)}\n\n${text.slice(to)}`
  }, page)
}

/** Such text without its marks for code and emphasis, for a terminal. */
export function withoutMarks(text: string): string {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\*([^*]+)\*/g, '$1')))
    .join('')
}
