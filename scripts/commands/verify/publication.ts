import { existsSync } from 'node:fs'
import { z } from 'zod'
import { catalogFreshness, forgottenOf, isOverdue, publicationStatement } from '#decide/ledger/publication.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { firstDifference } from '#decide/lib/difference.ts'
import { millis } from '#decide/lib/time.ts'
import { sha256 } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain, writeWhole } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { type Finding, finding } from '#model/finding.ts'
import { LedgerHead, type LedgerLine } from '#model/ledger.ts'
import { Instant } from '#model/primitives.ts'
import { differences } from './documents.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'

const STATEMENT = 'api/v1/attestations/publication.json'

/**
 * Checks what a publication says of itself: its moments follow from its schedule, it is not overdue, and on a site the
 * statement that the workflow signs is about this ledger.
 * @param ledger the bytes of the ledger, as text. @param now the reader's moment, UTC; null when it does not matter.
 */
export async function auditPublication(
  place: PublishedPlace,
  facts: CatalogFacts,
  ledger: string,
  now: string | null,
): Promise<AuditStep> {
  const { generatedAt, expectedBefore } = facts
  const wrong = firstDifference({ generatedAt, expectedBefore }, catalogFreshness(facts))
  const statement = canonical(publicationStatement(facts, sha256(ledger)))
  const faults = [
    ...(wrong ? [finding('ledger.document_differs', { file: place.nameOf('catalog'), ...wrong })] : []),
    ...(now === null ? [] : ageFaults(facts, now)),
    ...(place.isSite ? await differences(place, new Map([[STATEMENT, statement]])) : []),
  ]
  return { name: 'publication', checked: 1, faults }
}

/** Clocks of readers may differ by this much. */
const CLOCK_MS = 5 * 60_000

function ageFaults({ generatedAt, expectedBefore }: CatalogFacts, now: string): Finding[] {
  if (millis(generatedAt) > millis(now) + CLOCK_MS) return [finding('ledger.not_yet', { generatedAt, now })]
  return isOverdue({ expectedBefore }, now)
    ? [finding('ledger.overdue', { generatedAt, expectedBefore, now })]
    : []
}

/** What a reader keeps of a catalog between two looks at it. */
const Remembered = z.strictObject({
  schemaVersion: z.literal(1),
  /** As it was named when it was looked at. */
  place: z.string(),
  ledger: LedgerHead,
  generatedAt: Instant,
})
export type Remembered = z.infer<typeof Remembered>

/**
 * What a file remembers of a catalog; null when there is no such file yet.
 * @throws CliError 2 for another file, and for one that remembers another catalog.
 */
export function readRemembered(file: string, place: string): Remembered | null {
  if (!existsSync(file)) return null
  const remembered = parsed(readPlain(file).toString('utf8'))
  if (remembered === null)
    throw new CliError(
      `${printable(file)} is not what verify --remember wrote. Name another file, or find out who changed it.`,
    )
  if (remembered.place === place) return remembered
  throw new CliError(
    `${printable(file)} remembers ${printable(remembered.place)}, not ${printable(place)}. Name a file of its own for each catalog.`,
  )
}

function parsed(text: string): Remembered | null {
  try {
    return Remembered.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Keeps what was found sound, in one step. */
export function writeRemembered(file: string, remembered: Omit<Remembered, 'schemaVersion'>): void {
  writeWhole(file, `${JSON.stringify({ schemaVersion: 1, ...remembered })}\n`)
}

/** Compares a catalog with what a reader remembers of it: nothing was taken off the ledger, and it is not an older one. */
export function auditRemembered(
  { ledger, generatedAt }: Omit<Remembered, 'schemaVersion' | 'place'>,
  lines: readonly LedgerLine[],
  facts: CatalogFacts,
): AuditStep {
  const older = millis(facts.generatedAt) < millis(generatedAt)
  const faults = [
    ...forgottenFaults(ledger, lines),
    ...(older ? [finding('ledger.older', { found: facts.generatedAt, once: generatedAt })] : []),
  ]
  return { name: 'remembered', checked: ledger.entries, faults }
}

/** What a ledger lacks of a head that somebody kept. */
export function forgottenFaults(head: LedgerHead, lines: readonly LedgerLine[]): Finding[] {
  const lack = forgottenOf(lines.length, (position) => lines[position]?.digest ?? null, head)
  if (lack === null) return []
  const { entries, once } = lack
  return entries < once
    ? [finding('ledger.shorter', { entries, once, head: lack.head })]
    : [finding('ledger.other_entry', { entry: once - 1, found: lack.found, once: lack.head })]
}
