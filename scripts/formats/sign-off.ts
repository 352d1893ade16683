import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { RecordDocument } from '#model/record.ts'
import { emptyReading, readArtifactShape, unreadable } from './reading.ts'

/** True for a document that calls itself a record. */
export function isRecord(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'record' in document && 'act' in document
}

/**
 * A person's dated record (`src/model/record.ts`) → a verdict: theirs. Whether this act by this person is proof,
 * and for how long, is the policy's to say. The statement and the reference stay in the artifact.
 */
export function readRecord(document: unknown): Reading {
  const shape = readArtifactShape('record', RecordDocument, document)
  if (!shape.ok) return unreadable('record', shape.findings)
  const { act, title, topic, owner, date, subject, result, metrics } = shape.value
  return {
    ...emptyReading('record'),
    status: result,
    reasons: result === 'passed' ? [] : [finding('record.not_passed')],
    metrics: metrics ?? {},
    subject: { commit: subject.commit ?? null, digests: subject.sha256 ? [subject.sha256] : [] },
    generatedAt: asInstant(date.includes('T') ? date : `${date}T00:00:00Z`),
    recorded: { act, title, owner: owner.name, ...(topic === undefined ? {} : { topic }) },
  }
}
