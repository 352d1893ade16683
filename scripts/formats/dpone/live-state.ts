import { z } from 'zod'
import { lineOf } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { keptTargets } from '../security/verdict.ts'
import {
  casesOf,
  failedPart,
  isClaimedPassed,
  isDenied,
  judgeDocument,
  missingPart,
  partsLeftOut,
} from './claim.ts'

const FORMAT = 'dpone-live-state-reconciliation'

const Part = z.looseObject({
  name: z.string(),
  required: z.boolean(),
  exists: z.boolean(),
  payload: z.looseObject({
    state_backends: z.array(z.string()).nullish(),
    state_backend: z.string().nullish(),
    checks: z.array(z.string()).nullish(),
    state_checks: z.array(z.string()).nullish(),
    delete_reconciliation: z.looseObject({ passed: z.unknown().optional() }).nullish(),
    physical_deletes_checked: z.number().nullish(),
  }),
})

const LiveState = z.looseObject({
  delete_reconciliation_checked: z.boolean(),
  artifacts: z.array(Part).max(200),
})

type Part = z.infer<typeof Part>

/** True for the document that says whether physical deletes were reconciled. */
export function isLiveState(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({ delete_reconciliation_checked: z.boolean(), artifacts: z.array(z.unknown()) })

const REQUIRED = ['state', 'reconciliation'] as const

/**
 * Live state reconciliation: judged by the documents that it holds. It needs both of
 * them, at least one state backend and one check, and the proof that physical deletes were looked at [002].
 */
export function readLiveState(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, LiveState, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const parts = shape.value.artifacts
  const names = new Set(parts.filter((part) => part.exists).map((part) => part.name))
  const failed = parts.filter((part) => part.exists && (isDenied(part) || !isClaimedPassed(part.payload)))
  const gone = parts.filter((part) => !part.exists).map((part) => part.name)
  const absent = new Set([...gone, ...REQUIRED.filter((name) => !names.has(name))])
  const backends = union(parts, ({ state_backends, state_backend }) => [
    ...(state_backends ?? []),
    state_backend,
  ])
  const checks = union(parts, (payload) => [...(payload.checks ?? []), ...(payload.state_checks ?? [])])
  const items = parts.flatMap((part) => subItems(part, !failed.includes(part)))
  const reading = {
    ...emptyReading(FORMAT),
    ...judgeDocument(FORMAT, document, {
      troubles: [
        ...[...absent].map((name) => missingPart(name)),
        ...failed.map((part) => failedPart(part.name)),
        ...(parts.some(hasDeleteProof) ? [] : [missingPart('delete_reconciliation')]),
      ],
      gaps: [
        ...(backends.size === 0 ? [finding('dpone.no_state_backends')] : []),
        ...(checks.size === 0 ? [finding('dpone.no_state_checks')] : []),
      ],
      remarks: partsLeftOut(items.length),
    }),
    counts: {
      ...NO_COUNTS,
      total: parts.length,
      passed: parts.length - failed.length - gone.length,
      failed: failed.length + gone.length,
    },
    ...casesOf(items),
    metrics: { 'state.backends': backends.size, 'state.checks': checks.size },
  }
  return backends.size === 0 ? reading : { ...reading, ...keptTargets([...backends], reading.reasons) }
}

/** What a part looked at, item by item; a part without any is one itself. */
function subItems({ name, exists, payload }: Part, isGood: boolean) {
  const isPassed = exists && isGood
  const checks = [...(payload.checks ?? []), ...(payload.state_checks ?? [])]
  const deletes = payload.delete_reconciliation
  const reconciled = deletes
    ? [{ name: 'delete_reconciliation', suite: name, isPassed: isPassed && deletes.passed === true }]
    : []
  const items = [...checks.map((check) => ({ name: check, suite: name, isPassed })), ...reconciled]
  return items.length > 0 ? items : [{ name, isPassed }]
}

function union(
  parts: readonly Part[],
  of: (payload: Part['payload']) => (string | null | undefined)[],
): Set<string> {
  const names = parts.flatMap((part) => of(part.payload)).map((name) => lineOf(name ?? '', 300).trim())
  // A name without a word names nothing.
  return new Set(names.filter((name) => name !== ''))
}

/** A number that stands deeper than at the top does not count, as in dpone. */
function hasDeleteProof({ exists, payload }: Part): boolean {
  return (
    exists && (payload.delete_reconciliation?.passed === true || (payload.physical_deletes_checked ?? 0) > 0)
  )
}
