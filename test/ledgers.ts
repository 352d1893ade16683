import { extend, type Publication } from '#decide/ledger/ledger.ts'
import { sha256 } from '#ledger/text.ts'
import type { LedgerLine, LedgerReleaseVerdict, LedgerVerdict } from '#model/ledger.ts'
import { AT, COMMIT, DIGEST, OTHER_DIGEST } from './builders.ts'

/** A release as the ledger sees it. */
export function aPublication(parts: Partial<Publication> = {}): Publication {
  const { service = 'ledger', version = '1.0.0' } = parts
  return {
    service,
    version,
    tag: `${service}/v${version}`,
    tagObject: null,
    commit: COMMIT,
    dossierSha256: DIGEST,
    recordSha256: DIGEST,
    released: '2026-05-01T00:00:00Z',
    atRelease: null,
    today: null,
    ...parts,
  }
}

/** A NO-GO at release by version 1 of the policy `small`. */
export function aVerdict(parts: Partial<LedgerReleaseVerdict> = {}): LedgerReleaseVerdict {
  const policy = { id: 'small', version: '1', sha256: DIGEST }
  return { decision: 'no-go', policy, validUntil: null, decidedAt: AT, ...parts }
}

/** A verdict of today by another version of it. */
export function aNewerVerdict(parts: Partial<LedgerVerdict> = {}): LedgerVerdict {
  const policy = { id: 'small', version: '2', sha256: OTHER_DIGEST }
  return { decision: 'go', policy, validUntil: null, ...parts }
}

/** The ledger of a catalog that was published so many times, each time with these releases. */
export function aLedger(...publications: (readonly Publication[])[]): LedgerLine[] {
  const ledger: LedgerLine[] = []
  for (const [day, releases] of publications.entries())
    ledger.push(...extend(ledger, releases, momentOf(day), sha256))
  return ledger
}

/** The moment of the publication with that number, a day after the one before. */
export function momentOf(day: number): string {
  return new Date(Date.parse(AT) + day * 86_400_000).toISOString().replace('.000Z', 'Z')
}
