import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { ListedFile } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'

const FORMAT = 'dpone-artifact-index'

const Index = z.looseObject({
  total_artifacts: z.int().min(0),
  roots: z.array(z.string()),
  items: z
    .array(
      z.looseObject({
        path: z.string(),
        sha256: z.string(),
      }),
    )
    .max(20_000),
})

/** True for a list of artifacts below roots. */
export function isArtifactIndex(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({
  total_artifacts: z.number(),
  roots: z.array(z.unknown()),
  items: z.array(z.unknown()),
})

/**
 * An artifact index: a list of files with their digests, which proves nothing by itself
 * and which the collector compares with the files. What it says about passing is dpone's guess from a file's ending.
 */
export function readArtifactIndex(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Index, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const { items, total_artifacts } = shape.value
  return {
    ...emptyReading(FORMAT),
    reasons: [
      ...(total_artifacts === items.length ? [] : [finding('dpone.totals_differ')]),
      finding('list.files', { total: items.length }),
    ],
    metrics: { 'files.listed': items.length },
  }
}

/** The files of the index with their digests. */
export function filesInArtifactIndex(document: unknown): ListedFile[] {
  return (
    Index.safeParse(document).data?.items.map(({ path, sha256 }) => ({
      path,
      algorithm: 'sha256',
      digest: sha256,
    })) ?? []
  )
}
