import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { ListedFile } from '../format.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { failedPart, isDenied, judgeDocument, missingPart } from './claim.ts'

const FORMAT = 'dpone-certification-pack'

const Item = z.looseObject({
  name: z.string(),
  path: z.string(),
  passed: z.boolean(),
  missing: z.boolean(),
  sha256: z.string(),
  evidence_status: z.string().nullish(),
})

const Pack = z.looseObject({
  pack_id: z.string(),
  coverage: z.looseObject({ case_count: z.int().min(0) }),
  items: z.array(Item).max(500),
})

type Item = z.infer<typeof Item>

/** True for a pack of certifications with what they cover. */
export function isCertificationPack(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({ pack_id: z.string(), items: z.array(z.unknown()), coverage: z.looseObject({}) })

/**
 * Connector certification pack. Every item must have passed, the certification report must
 * be among them with the evidence status PASS, and at least one case must be covered. The items hold no documents, only
 * their digests, which the collector compares with the files.
 */
export function readCertificationPack(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Pack, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const { items, coverage } = shape.value
  const missing = items.filter((item) => item.missing)
  const red = items.filter((item) => !item.missing && isRed(item))
  const reports = items.filter((item) => item.name === 'certification_report')
  const uncertified = reports.filter(
    (item) => !item.missing && !isRed(item) && item.evidence_status !== 'PASS',
  )
  return {
    ...emptyReading(FORMAT),
    ...judgeDocument(FORMAT, document, {
      troubles: [
        ...missing.map((item) => missingPart(item.name)),
        ...red.map((item) => failedPart(item.name)),
        ...(reports.length === 0 ? [missingPart('certification_report')] : []),
        ...uncertified.map((item) => failedPart(item.name)),
      ],
      gaps: coverage.case_count === 0 ? [finding('dpone.no_cases')] : [],
    }),
    counts: {
      ...NO_COUNTS,
      total: items.length,
      passed: items.length - missing.length - red.length,
      failed: missing.length + red.length,
    },
    metrics: { 'cases.covered': coverage.case_count },
  }
}

/** What an item says against itself counts; a report without its status PASS is another trouble. */
function isRed(item: Item): boolean {
  return !item.passed || isDenied(item)
}

/** The files of the pack with their digests. */
export function filesInCertificationPack(document: unknown): ListedFile[] {
  const items = Pack.safeParse(document).data?.items ?? []
  return items
    .filter((item) => !item.missing)
    .map(({ path, sha256 }) => ({ path, algorithm: 'sha256', digest: sha256 }))
}
