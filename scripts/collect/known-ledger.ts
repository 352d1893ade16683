import { join } from 'node:path'
import { type PolicyFault, policyFault, policyName } from '#decide/ledger/verdicts.ts'
import { LEDGER_FILE, proved } from '#ledger/base.ts'
import { CliError } from '#lib/cli-error.ts'
import { DEFAULTS } from '#lib/places.ts'
import { printable } from '#lib/text.ts'
import type { LedgerLine } from '#model/ledger.ts'
import { type Configuration, policyFiles } from './configuration/configuration.ts'
import { digestPolicies } from './statements.ts'

/**
 * The lines of the ledger that a run goes on from. Every policy that they name as a judge has to say what it said then:
 * a version that has judged a published release is frozen.
 * @throws CliError 1 for a broken chain, and for a policy that was edited or removed since, with the file and the release.
 */
export function knownLedger(
  text: string,
  { policies, policyFolder }: Pick<Configuration, 'policies' | 'policyFolder'>,
): LedgerLine[] {
  const lines = proved(text, LEDGER_FILE)
  const entries = lines.map(({ entry }) => entry)
  const fault = policyFault(entries, digestPolicies(policies))
  if (fault) throw new CliError(MESSAGES[fault.what](fault, placeOf(fault, policyFolder)), 1)
  return lines
}

/** The folder of the policies, and the file of one of them; read again only for the message. */
type Place = { folder: string; file: string | null }

function placeOf({ policy }: PolicyFault, policyFolder: string | null): Place {
  const found = policyFiles(policyFolder).find(({ value }) => policyName(value) === policyName(policy))
  return { folder: policyFolder ?? join(DEFAULTS, 'policies'), file: found?.file ?? null }
}

const MESSAGES: Record<PolicyFault['what'], (fault: PolicyFault, place: Place) => string> = {
  edited: ({ policy: { id, version }, release, entry }, { file, folder }) =>
    `${printable(file ?? folder)} says something else than when version ${version} of the policy "${id}" judged ${printable(release)} (entry ${entry} of the ledger). A version that has judged a published release stays as it is, so nothing was collected. Put the file back as it was and add a version: a copy of it beside it, with another version, a validFrom of today or later, and your change.`,
  missing: ({ policy: { id, version }, release, entry }, { folder }) =>
    `Version ${version} of the policy "${id}" judged ${printable(release)} (entry ${entry} of the ledger), and that verdict stays with it, but no file in ${printable(folder)} holds it any more. Nothing was collected. Put its file back; versions that no longer judge anything new may lie there as long as you like.`,
}
