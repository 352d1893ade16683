import { breakBetween } from '#decide/ledger/chain.ts'
import { PUBLICATION } from '#decide/ledger/publication.ts'
import { readPlace } from '#ledger/address.ts'
import { LARGEST_LEDGER } from '#ledger/base.ts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { finding } from '#model/finding.ts'
import type { LedgerHead, LedgerLine } from '#model/ledger.ts'
import { PublicationStatement } from '#model/statement.ts'
import { checkSignature, type SignatureTrust } from '#verify/check-signature.ts'
import type { InTotoStatement } from '#verify/in-toto.ts'
import { unwrapBytes } from '#verify/unwrap.ts'
import { forgottenFaults } from './publication.ts'
import type { AuditStep } from './published-place.ts'

/** An older ledger or a statement of it, compared; `signer` in words when a statement was signed, else null. */
export type PreviousStep = { step: AuditStep; note: string | null }

/**
 * Compares a ledger with what somebody kept of it: an older copy, or the statement of an older publication, signed or not.
 * @param previous path or address of it. @param text of the ledger that must go on from there.
 * @param trust keys and roots that a signature is checked with.
 * @throws CliError 2 when nothing is there, or a statement is about something else; 75 when a server does not answer.
 */
export async function auditPrevious(
  previous: string,
  text: string,
  lines: readonly LedgerLine[],
  trust: SignatureTrust,
): Promise<PreviousStep> {
  const bytes = await readPlace(previous, LARGEST_LEDGER)
  if (bytes === null) throw new CliError(`There is no ledger at ${printable(previous)}.`)
  const anchor = await readAnchor(bytes, previous, trust)
  if (anchor) {
    const faults = [...anchor.faults, ...forgottenFaults(anchor.head, lines)]
    return { step: { name: 'previous', checked: anchor.head.entries, faults }, note: anchor.note }
  }
  const older = bytes.toString('utf8').split('\n').filter(Boolean)
  const line = breakBetween(older, text.split('\n'))
  const faults = line === null ? [] : [finding('ledger.rewritten', { line, previous })]
  return { step: { name: 'previous', checked: older.length, faults }, note: null }
}

type Anchor = { head: LedgerHead; faults: AuditStep['faults']; note: string }

/** What a statement of a publication anchors; null for what is no statement. */
async function readAnchor(bytes: Buffer, previous: string, trust: SignatureTrust): Promise<Anchor | null> {
  const [signed] = unwrapBytes(bytes)
  if (signed === undefined || signed.form === 'broken') return null
  const { statement, proven, check } = await checkSignature(signed, trust, async () => null)
  const head = headIn(statement)
  const place = printable(previous)
  if (head === null)
    throw new CliError(
      `${place} is no statement about a publication of a catalog. Name an older ledger, api/v1/attestations/publication.json as it was kept, or its attestation.`,
    )
  if (signed.form === 'statement')
    return { head, faults: [], note: `who made ${place}: nobody signed this copy of it` }
  if (proven === null) return { head, faults: check.reasons, note: `who signed ${place}` }
  const signer = 'key' in proven ? proven.key : proven.certified.identity
  return {
    head,
    faults: [],
    note: `whether ${printable(signer ?? 'nobody')}, who signed ${place}, is the workflow that publishes this catalog`,
  }
}

function headIn(statement: InTotoStatement | null): LedgerHead | null {
  if (statement?.predicateType !== PUBLICATION) return null
  const said = PublicationStatement.shape.predicate.safeParse(statement.predicate)
  return said.success ? said.data.ledger : null
}
