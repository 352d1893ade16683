import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { readArtifactShape } from '../artifact-shape.ts'
import { asInstant, emptyReading, NO_COUNTS, unreadable } from '../reading.ts'
import { about, codeName, isDenied, judge } from './claim.ts'

const FORMAT = 'dpone-strategy-certification-bundle'

const Item = z.looseObject({ kind: z.string(), present: z.boolean(), passed: z.boolean() })

const Bundle = z.looseObject({
  created_at: z.unknown().optional(),
  passed: z.literal(true),
  evidence_items: z.array(Item).max(500),
})

/**
 * Strategy certification bundle (`reference/dpone-formats.md`, 9), read only as a part of a pack of a native profile.
 * It must call itself passed and hold at least one item, each present and passed: to dpone an empty bundle is green.
 * A document of another shape is `unreadable`.
 */
export function readStrategyBundle(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Bundle, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const { evidence_items: items, created_at } = shape.value
  const missing = items.filter((item) => !item.present)
  const red = items.filter((item) => item.present && (!item.passed || isDenied(item)))
  const judged = judge(FORMAT, document, {
    troubles: [
      ...missing.map((item) => about(codeName(item.kind), 'missing')),
      ...red.map((item) => about(codeName(item.kind), 'not_passed')),
    ],
    gaps: items.length === 0 ? [finding('dpone.no_cases')] : [],
  })
  const failed = missing.length + red.length
  return {
    ...emptyReading(FORMAT),
    ...judged,
    counts: { ...NO_COUNTS, total: items.length, passed: items.length - failed, failed },
    generatedAt: judged.generatedAt ?? asInstant(created_at),
  }
}
