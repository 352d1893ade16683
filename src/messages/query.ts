import { fieldOf } from '#decide/query/fields.ts'
import type { QueryFault } from '#decide/query/parse.ts'

/** Why a text is no query, in a sentence that begins with the place. */
export function queryFaultText(fault: QueryFault): string {
  return `Column ${fault.column}: ${SENTENCES[fault.code](fault)}${nearText(fault)}`
}

function filterOf({ field = 'is' }: QueryFault): string {
  return `${field} (${fieldOf(field).about})`
}

const SENTENCES: Record<QueryFault['code'], (fault: QueryFault) => string> = {
  too_long: () => 'the query is longer than 1,000 characters. Take something out.',
  too_deep: () => 'there are more than 20 parentheses inside each other. Write fewer.',
  open_quote: () => 'this quotation mark has no end. Put another one behind the text.',
  open_group: () => 'this parenthesis is not closed. Put ) behind its part.',
  closed_group: () => 'this parenthesis closes nothing. Take it out, or put ( before its part.',
  nothing_after: ({ word }) => `${word} needs something on its side. Add a word or a filter.`,
  unknown_field: ({ word }) =>
    `no filter is called “${word}”. To look for it as text, put it in quotation marks.`,
  no_value: (fault) =>
    fault.field === undefined
      ? 'there is nothing between the quotation marks. Write a text there.'
      : `${fault.field} needs a value, such as ${fieldOf(fault.field).example}.`,
  unknown_word: (fault) => `${filterOf(fault)} has no value “${bare(fault)}”.`,
  no_date: (fault) =>
    `“${bare(fault)}” is no date. Write 2026, 2026-06, 2026-06-15, today, or a distance such as 30d.`,
  no_number: (fault) => `${filterOf(fault)} takes a whole number, not “${bare(fault)}”.`,
  no_version: (fault) => `“${bare(fault)}” is no version.`,
  no_commit: (fault) =>
    `“${bare(fault)}” is no commit. Write its first four digits or more, from 0-9 and a-f.`,
  no_order: (fault) => `${filterOf(fault)} has no order. Write its value without ${sign(fault)}.`,
  mixed_range: () => 'a range goes from date to date, or from distance to distance.',
}

function bare({ word }: QueryFault): string {
  return word.replace(/^(?:<=|>=|<|>|=)/, '')
}

function sign({ word }: QueryFault): string {
  return /^(?:<=|>=|<|>|=)/.exec(word)?.[0] ?? '..'
}

function nearText({ code, near = [] }: QueryFault): string {
  if (near.length === 0) return ''
  const list = near.join(', ')
  if (code === 'unknown_field') return ` Did you mean ${list}?`
  return ` It knows ${list}.`
}
