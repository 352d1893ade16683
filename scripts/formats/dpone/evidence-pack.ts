import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { ListedFile } from '../format.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { readCertificationPack } from './certification-pack.ts'
import { bareVersion, readChecklist } from './checklist.ts'
import { codeName, failedPart, isClaimedPassed, isDenied, judgeDocument, missingPart } from './claim.ts'
import { readEvidenceChain } from './evidence-chain.ts'
import { readLiveState } from './live-state.ts'
import { readPerformance } from './performance.ts'
import { readServiceMarkers } from './service-markers.ts'

const FORMAT = 'dpone-release-evidence-pack'

const Part = z.looseObject({
  name: z.string(),
  path: z.string(),
  exists: z.boolean(),
  required: z.boolean(),
  sha256: z.string(),
  payload: z.unknown(),
})

const Pack = z.looseObject({
  release: z.string(),
  profile: z.string(),
  generated_at: z.string(),
  artifacts: z.array(Part).max(200),
})

type Part = z.infer<typeof Part>

/** A part with what its own reader makes of it; two parts of one name are two of these. */
type JudgedPart = { name: string; reading: Reading }

/** True for a pack of the artifacts of a release. */
export function isEvidencePack(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({
  release: z.string(),
  profile: z.string(),
  blockers: z.unknown(),
  artifacts: z.array(z.looseObject({ name: z.string(), sha256: z.string() })),
})

/** How each of the six parts that every pack must hold [002] is judged. */
const SLOTS = {
  service_markers: readServiceMarkers,
  certification_pack: readCertificationPack,
  performance_certification: readPerformance,
  live_state_reconciliation: readLiveState,
  pre_release_checklist: readChecklist,
  evidence_chain: readEvidenceChain,
} as const satisfies Record<string, (document: unknown) => Reading>

const BUNDLE = 'strategy_certification_bundle'

/** Profiles whose packs must hold the bundle too. */
const NATIVE: ReadonlySet<string> = new Set([
  'native_transfer',
  'critical_native_transfer',
  'postgres_mssql_native',
  'mssql_clickhouse_native',
])

/**
 * A release evidence pack. Its own `passed` and its own list of what is required are
 * claims: the parts are those of the profile, and each is judged by the document that the pack holds. A pack that is
 * older than one of its parts was not made from it [002 "Regenerate release-evidence-pack after the checklist is
 * green"]; one whose parts name another version proves nothing of its own. Of two parts of one name each counts, and
 * the pack fails. Its metrics are those of its checklist. A document of another shape is `unreadable`.
 */
export function readEvidencePack(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Pack, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const parts = shape.value.artifacts.map((part) => ({ name: part.name, reading: readPart(part) }))
  const release = releaseOf(asLine(shape.value.release), parts)
  const absent = requiredBy(shape.value.profile).filter((name) => parts.every((part) => part.name !== name))
  const red = parts.filter((part) => part.reading.status !== 'passed')
  const judged = judgeDocument(FORMAT, document, {
    troubles: [
      ...absent.map((name) => missingPart(name)),
      ...parts.flatMap(troubles),
      ...repeated(parts),
      ...outOfOrder(parts, asInstant(shape.value.generated_at)),
      ...ofOtherRelease(parts, release),
    ],
    gaps: [],
  })
  const [total, failed] = [parts.length + absent.length, red.length + absent.length]
  return {
    ...emptyReading(FORMAT),
    ...judged,
    counts: { ...NO_COUNTS, total, passed: parts.length - red.length, failed },
    // The collector knows the version of the release, and by it how long the checklist has to be.
    metrics: readingOf(parts, 'pre_release_checklist')?.metrics ?? {},
    subject: {
      ...judged.subject,
      ...(release === null ? {} : { release }),
      commit: readingOf(parts, 'service_markers')?.subject.commit ?? null,
    },
  }
}

/** A name that stands twice fails the pack, so the first reading is the only one wherever it counts. */
function readingOf(parts: readonly JudgedPart[], name: keyof typeof SLOTS): Reading | undefined {
  return parts.find((part) => part.name === name)?.reading
}

function requiredBy(profile: string): string[] {
  const isNative = NATIVE.has(profile.toLowerCase().replaceAll('-', '_'))
  return [...Object.keys(SLOTS), ...(isNative ? [BUNDLE] : [])]
}

/** What the pack says against a part counts, however green the document that it holds. */
function readPart(part: Part): Reading {
  if (!part.exists) return { ...emptyReading(FORMAT), status: 'missing' }
  const reading = readPayload(part)
  return reading.status === 'passed' && isDenied(part) ? { ...reading, status: 'failed' } : reading
}

function readPayload({ name, payload }: Part): Reading {
  const read = isSlot(name) ? SLOTS[name] : null
  if (read) return read(payload)
  if (name === BUNDLE) return readStrategyBundle(payload)
  return { ...emptyReading(FORMAT), status: isClaimedPassed(payload) ? 'passed' : 'failed' }
}

function isSlot(name: string): name is keyof typeof SLOTS {
  return Object.hasOwn(SLOTS, name)
}

/** What is wrong with a part, and the first reason that its own reader gives. */
function troubles({ name, reading }: JudgedPart): Finding[] {
  if (reading.status === 'passed') return []
  if (reading.status === 'missing') return [missingPart(name)]
  return [failedPart(name), ...reading.reasons.slice(0, 3)]
}

/** Of two parts of one name nobody can say which one is meant. */
function repeated(parts: readonly JudgedPart[]): Finding[] {
  const names = parts.map((part) => part.name)
  const again = new Set(names.filter((name, index) => names.indexOf(name) < index))
  return [...again].map((name) => finding('dpone.part_repeated', { item: codeName(name) }))
}

/** Parts that are younger than their pack; of a pack without a readable time nobody can say that there are none. */
function outOfOrder(parts: readonly JudgedPart[], packed: string | null): Finding[] {
  if (packed === null) return [finding('dpone.pack_undated')]
  return parts.flatMap(({ name, reading: { generatedAt: made } }) =>
    made === null || Date.parse(made) <= Date.parse(packed)
      ? []
      : [finding('order.pack_before_part', { item: codeName(name), made, packed })],
  )
}

/** Where CI writes its run number as the release of the pack, a part that names a version says which one it is. */
function releaseOf(own: string | null, parts: readonly JudgedPart[]): string | null {
  const named = [own, ...parts.map((part) => part.reading.subject.release ?? null)]
  return named.find((release) => release !== null && bareVersion(release) !== null) ?? own
}

/** Parts that were made for another version prove nothing of this one, however green they are. */
function ofOtherRelease(parts: readonly JudgedPart[], packed: string | null): Finding[] {
  return parts.flatMap(({ name, reading }) => {
    const release = bareVersion(reading.subject.release)
    if (packed === null || release === null || release === bareVersion(packed)) return []
    return [finding('dpone.part_of_other_release', { item: codeName(name), release, packed })]
  })
}

/** The files that the pack was made from, with their digests. */
export function filesInEvidencePack(document: unknown): ListedFile[] {
  const parts = Pack.safeParse(document).data?.artifacts ?? []
  return parts
    .filter((part) => part.exists)
    .map(({ path, sha256 }) => ({ path, algorithm: 'sha256', digest: sha256 }))
}

const BUNDLE_FORMAT = 'dpone-strategy-certification-bundle'

const Item = z.looseObject({ kind: z.string(), present: z.boolean(), passed: z.boolean() })

const Bundle = z.looseObject({
  created_at: z.unknown().optional(),
  passed: z.literal(true),
  evidence_items: z.array(Item).max(500),
})

/**
 * Strategy certification bundle, read only as a part of a pack of a native profile.
 * It must call itself passed and hold at least one item, each present and passed: to dpone an empty bundle is green.
 * A document of another shape is `unreadable`.
 */
function readStrategyBundle(document: unknown): Reading {
  const shape = readArtifactShape(BUNDLE_FORMAT, Bundle, document)
  if (!shape.ok) return unreadable(BUNDLE_FORMAT, shape.findings)
  const { evidence_items: items, created_at } = shape.value
  const missing = items.filter((item) => !item.present)
  const red = items.filter((item) => item.present && (!item.passed || isDenied(item)))
  const judged = judgeDocument(BUNDLE_FORMAT, document, {
    troubles: [
      ...missing.map((item) => missingPart(codeName(item.kind))),
      ...red.map((item) => failedPart(codeName(item.kind))),
    ],
    gaps: items.length === 0 ? [finding('dpone.no_cases')] : [],
  })
  const failed = missing.length + red.length
  return {
    ...emptyReading(BUNDLE_FORMAT),
    ...judged,
    counts: { ...NO_COUNTS, total: items.length, passed: items.length - failed, failed },
    generatedAt: judged.generatedAt ?? asInstant(created_at),
  }
}
