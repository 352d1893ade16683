import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { asInstant, asLine, emptyReading, NO_COUNTS } from '../reading.ts'
import { brokenLinks, ChainIndex } from './chain.ts'

const FORMAT = 'dpone-evidence-chain'

/** True for the index of a chain, or for a report about one. */
export function isEvidenceChain(document: unknown): boolean {
  return Marks.safeParse(document).success || Report.safeParse(document).success
}

const Marks = z.looseObject({
  entries: z.unknown(),
  entry_count: z.unknown(),
  latest_chain_hash: z.unknown(),
})

const Report = z.strictObject({
  verified: z.boolean(),
  entry_count: z.int(),
  broken_entries: z.array(z.string()).max(5000),
})

/**
 * The index of an evidence chain, recomputed entry by entry, with the codes of `reference/dpone-formats.md`, 8.2. The
 * files it names are the collector's to compare. A report that a chain was verified is a claim: a red one is believed,
 * a green one is not.
 */
export function readEvidenceChain(document: unknown): Reading {
  const report = Report.safeParse(document).data
  if (report) return readReport(report)
  const index = ChainIndex.safeParse(document).data
  if (!index) return { ...emptyReading(FORMAT), status: 'failed', reasons: [finding('chain.index_invalid')] }
  const troubles = brokenLinks(index)
  const broken = new Set(troubles.flatMap((each) => each.args['release'] ?? []))
  const total = index.entries.length
  const latest = index.entries.at(-1)
  const release = asLine(latest?.release)
  return {
    ...emptyReading(FORMAT),
    status: troubles.length > 0 ? 'failed' : 'passed',
    reasons: troubles.slice(0, 100),
    counts: {
      ...NO_COUNTS,
      total,
      passed: Math.max(0, total - broken.size),
      failed: Math.min(total, broken.size),
    },
    generatedAt: asInstant(latest?.created_at),
    subject: { commit: null, digests: [], ...(release === null ? {} : { release }) },
  }
}

function readReport({ verified, broken_entries }: z.infer<typeof Report>): Reading {
  const codes = broken_entries.map((entry) =>
    KNOWN.has(entry) ? finding(entry) : finding('chain.broken_reported', { release: asLine(entry) }),
  )
  const isRed = !verified || codes.length > 0
  return {
    ...emptyReading(FORMAT),
    dialect: 'verification report',
    status: isRed ? 'failed' : 'unknown',
    reasons: isRed ? [finding('chain.reported_broken'), ...codes].slice(0, 100) : [finding('chain.claimed')],
  }
}

const KNOWN: ReadonlySet<string> = new Set(['chain.empty', 'chain.index_invalid', 'chain.index_mismatch'])
