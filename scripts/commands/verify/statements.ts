import { hash } from 'node:crypto'
import { type Difference, firstDifference } from '#decide/lib/difference.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import type { Finding } from '#model/finding.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'

const LARGEST_STATEMENT = 16 << 20
const LARGEST_LIST = 64 << 20
const AT_ONCE = 8

/**
 * Compares every statement about a verdict with what its record and the policies make, byte by byte, and on a site the
 * list over which one signature covers all.
 * @param statements by `service/slug`; null for a release about which nothing may be stated.
 */
export async function auditStatements(
  place: PublishedPlace,
  statements: ReadonlyMap<string, string | null>,
): Promise<AuditStep> {
  const faults = new Map<string, Finding>()
  await forEachAtOnce([...statements], AT_ONCE, async ([name, expected]) => {
    const bytes = await place.read({ statement: name }, LARGEST_STATEMENT)
    const fault = faultOf(place, name, bytes?.toString('utf8') ?? null, expected)
    if (fault) faults.set(name, fault)
  })
  for (const name of place.statements() ?? [])
    if (!statements.has(name)) faults.set(name, about(place, name, 'unknown'))
  const inOrder = [...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fault]) => fault)
  const checked = [...statements.values()].filter((text) => text !== null).length
  return { name: 'statements', checked, faults: [...inOrder, ...(await listFaults(place, statements))] }
}

function faultOf(
  place: PublishedPlace,
  name: string,
  found: string | null,
  expected: string | null,
): Finding | null {
  if (found === expected) return null
  if (found === null) return about(place, name, 'missing')
  if (expected === null) return about(place, name, 'unknown')
  return about(place, name, 'differs', textDifference(found, expected))
}

/** Where a text of JSON, or of JSON line by line, differs from what it must be. */
export function textDifference(
  found: string,
  expected: string,
): Difference | { at: string; found: null; expected: null } {
  const [said, right] = [found, expected].map((text) => text.split('\n')) as [string[], string[]]
  const line = right.length > 2 ? right.findIndex((text, n) => text !== said[n]) : -1
  const at = line < 0 ? '' : `line ${line + 1}`
  const [a, b] = line < 0 ? [found, expected] : [said[line] ?? '', right[line] ?? '']
  return firstDifference(parsed(a), parsed(b), at) ?? { at: 'its spelling', found: null, expected: null }
}

/** What is no JSON is compared as the text that it is. */
function parsed(text: string): unknown {
  const json = readJson(Buffer.from(text), LIMITS.evidence)
  return json.ok ? json.value : text
}

async function listFaults(
  place: PublishedPlace,
  statements: ReadonlyMap<string, string | null>,
): Promise<Finding[]> {
  if (!place.isSite) return []
  const list = (await place.read('statements', LARGEST_LIST))?.toString('utf8') ?? null
  const file = place.nameOf('statements')
  if (list === null) return [{ code: 'ledger.statement_list_missing', args: { file }, path: [] }]
  const expected = listOf(statements, (await place.read({ file: PUBLICATION_FILE }, LARGEST_STATEMENT)) ?? '')
  const line = list.split('\n').findIndex((text, n) => text !== expected[n])
  const isShort = line < 0 && list.split('\n').length < expected.length
  if (line < 0 && !isShort) return []
  const args = { file, line: isShort ? list.split('\n').length : line + 1 }
  return [{ code: 'ledger.statement_list_differs', args, path: [] }]
}

/** The statement about the publication is made again by a step of its own. */
const PUBLICATION_FILE = 'api/v1/attestations/publication.json'

/** The lines of the list, the last one empty: services by name, then their files by name, then the publication. */
function listOf(statements: ReadonlyMap<string, string | null>, publication: Buffer | string): string[] {
  const files = [...statements].flatMap(([name, text]) =>
    text === null ? [] : [{ parts: `${name}.json`.split('/'), text }],
  )
  const sorted = files.sort((a, b) => compare(a.parts[0], b.parts[0]) || compare(a.parts[1], b.parts[1]))
  const lines = sorted.map(({ parts, text }) => `${hash('sha256', text)}  ${parts.join('/')}`)
  return [...lines, `${hash('sha256', publication)}  publication.json`, '']
}

function compare(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function about(
  place: PublishedPlace,
  statement: string,
  what: keyof typeof CODES,
  args: Finding['args'] = {},
): Finding {
  return { code: CODES[what], args: { file: place.nameOf({ statement }), ...args }, path: [] }
}

const CODES = {
  missing: 'ledger.statement_missing',
  differs: 'ledger.statement_differs',
  unknown: 'ledger.statement_unknown',
} as const
