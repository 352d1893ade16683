import type { Command } from 'commander'
import { FORMAT_SECTIONS, type ToldFormat, toldFormats, withoutMarks } from '#formats/guide.ts'
import { CliError } from '#lib/cli-error.ts'
import { type Display, displayOf } from '#lib/terminal.ts'
import { countOf, printable } from '#lib/text.ts'

/** Mounts `catalog formats` on the command line. */
export function addFormatsCommand(program: Command): void {
  program
    .command('formats')
    .description('list the evidence formats that are read: what writes each, and what it must show to pass')
    .argument('[name...]', 'formats to list, such as junit (default: all)')
    .option('--json', 'one JSON line a format, as in a pipe, instead of the table of a terminal')
    .action((names: string[], { json = false }: { json?: boolean }) => {
      const display = displayOf(process.stdout)
      for (const line of formatLines(names, display, json || !display.isTerminal)) console.log(line)
    })
}

/**
 * The lines that tell of formats, in the order of the guide: a table, or a JSON object each.
 * @param names the formats to tell of; none = all.
 * @throws CliError 2 for a name that no format has.
 */
export function formatLines(names: readonly string[], display: Display, isJson: boolean): string[] {
  const all = toldFormats()
  const unknown = names.find((name) => !all.some((each) => each.name === name))
  if (unknown !== undefined)
    throw new CliError(`${printable(unknown)}: no format has this name. Leave names out to list all formats.`)
  const told = all.filter(({ name }) => names.length === 0 || names.includes(name))
  return isJson ? told.map((each) => JSON.stringify(item(each))) : tableOf(told, display)
}

function item({ name, section, what, from, passes, metrics }: ToldFormat): Record<string, string | null> {
  return {
    format: name,
    section,
    what: withoutMarks(what),
    from: withoutMarks(from),
    passes: withoutMarks(passes),
    metrics: metrics === undefined ? null : withoutMarks(metrics),
  }
}

const NAME_WIDTH = 33

function tableOf(told: readonly ToldFormat[], { paint }: Display): string[] {
  const sections = FORMAT_SECTIONS.filter((section) => told.some((each) => each.section === section))
  const lines = sections.flatMap((section) => [
    paint('dim', `${'FORMAT'.padEnd(NAME_WIDTH)}${HEADS[section]}`),
    ...told.filter((each) => each.section === section).flatMap((each) => rowsOf(each, paint)),
    '',
  ])
  return [...lines, `${countOf(told.length, 'format')}. Any other file is kept as unknown and never passes.`]
}

const HEADS: Record<ToldFormat['section'], string> = {
  tests: 'REPORTS OF TESTS',
  security: 'SCANS AND INVENTORIES',
  measurements: "MEASUREMENTS, WHICH PASS BY A POLICY'S LIMITS",
  lists: 'CHECKSUM LISTS AND RELEASE EVIDENCE',
  people: 'WHAT PEOPLE DID, AND ATTESTATIONS',
}

function rowsOf(
  { name, what, from, passes, metrics, section }: ToldFormat,
  paint: Display['paint'],
): string[] {
  const label = section === 'measurements' ? 'Note' : 'Passed when'
  const more = [`Written by: ${from}`, ...(metrics ? [`Metrics: ${metrics}`] : []), `${label}: ${passes}`]
  return [
    `${name.padEnd(NAME_WIDTH)}${withoutMarks(what)}`,
    ...more.map((text) => paint('dim', `${' '.repeat(NAME_WIDTH)}${withoutMarks(text)}`)),
  ]
}
