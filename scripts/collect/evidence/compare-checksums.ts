import { hash } from 'node:crypto'
import { basename, dirname, join } from 'node:path/posix'
import type { DigestAlgorithm, ListedFile } from '#formats/format.ts'
import { listedFiles } from '#formats/read-evidence.ts'
import { emptyReading, NO_COUNTS } from '#formats/reading.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { LEFT_BY_CI, pathAmongArtifacts } from '../sources/source.ts'
import {
  type CollectedArtifact,
  type DigestAt,
  holderOf,
  onlyFileOf,
  pathAt,
  sameHolder,
} from './find-checksums.ts'

/** A file of a list beside what was found for it: an artifact, other bytes, nothing, or that nobody looked. */
type Compared = {
  path: string
  algorithm: DigestAlgorithm
  listed: string
  found: string | null
  /** The artifacts that are this file: a dossier may name one twice. */
  of: readonly CollectedArtifact[]
  isSkipped: boolean
}

/**
 * Compares every list of files among the artifacts (SHA256SUMS, dpone's packs, indexes and chains) with the artifacts and
 * with the files that lie where the list says. An artifact whose digest a list gives otherwise is tampered.
 */
export async function compareLists(
  collected: readonly CollectedArtifact[],
  digestAt: DigestAt,
): Promise<EvidenceItem[]> {
  const items = new Map(collected.map((each) => [each, each.item]))
  for (const list of collected) {
    const item = items.get(list) ?? list.item
    const files =
      list.bytes === null || item.status === 'tampered' ? [] : listedFiles(list.bytes, item.format)
    if (files.length === 0) continue
    const others = collected.filter((each) => each !== list && each.item.sha256 !== null)
    const compared = await compareAll(files, list, others, digestAt)
    for (const each of compared) {
      const isOlder = item.format === SNAPSHOT && each.found !== each.listed
      const by = pathAt(list.reference) ?? item.name
      for (const artifact of isOlder ? [] : each.of) {
        const before = items.get(artifact) ?? artifact.item
        const found = digestOf(artifact, each.algorithm)
        items.set(
          artifact,
          found === each.listed ? agreeing(before, by) : differing(before, by, each.listed, found),
        )
      }
    }
    items.set(list, judgeList(items.get(list) ?? item, compared, unlisted(list, others, compared)))
  }
  return [...items.values()]
}

/** Written before the chain, the checklist and the pack, over files that a later run writes again: it accuses nobody. */
const SNAPSHOT = 'dpone-artifact-index'

/** Files of a list that are looked for at most; a longer list is compared with the artifacts only. */
const MOST_LOOKS = 500

function compareAll(
  listed: readonly ListedFile[],
  list: CollectedArtifact,
  others: readonly CollectedArtifact[],
  digestAt: DigestAt,
): Promise<Compared[]> {
  const own = onlyFileOf(basename(pathAt(list.reference) ?? '')) ?? ''
  const files = listed.map((each) => (each.path === '' ? { ...each, path: own } : each))
  const placesOf = placesFrom(list, files)
  const named = others.flatMap((each) => [...new Set(pathsOf(each, list))].map((path) => ({ path, each })))
  const byPath = Map.groupBy(named, ({ path }) => path)
  let looks = 0
  return Promise.all(
    files.map(async ({ path, algorithm, digest }) => {
      const places = placesOf(path)
      const of = places.map((place) => byPath.get(place) ?? []).find(({ length }) => length > 0) ?? []
      const known = { path, algorithm, listed: digest, of: of.map(({ each }) => each), isSkipped: false }
      const [first] = known.of
      if (first) return { ...known, found: digestOf(first, algorithm) }
      looks += 1
      if (looks > MOST_LOOKS) return { ...known, found: null, isSkipped: true }
      const at = (place: string) => digestAt(sameHolder(list.reference, place), algorithm)
      return { ...known, ...(await digestOfFirst(places, at)) }
    }),
  )
}

/** Of an artifact as it was collected; one of which there are no bytes has only the digest that it was collected by. */
function digestOf({ item, bytes }: CollectedArtifact, algorithm: DigestAlgorithm): string | null {
  return algorithm === 'sha256' ? item.sha256 : bytes && hash(algorithm, bytes)
}

async function digestOfFirst(
  places: readonly string[],
  digestAt: (place: string) => ReturnType<DigestAt>,
): Promise<Pick<Compared, 'found' | 'isSkipped'>> {
  for (const path of places) {
    const digest = await digestAt(path)
    if (digest.found !== null || digest.isSkipped) return digest
  }
  return { found: null, isSkipped: false }
}

/**
 * Where a list may mean a file to be: from the list's own folder, or from the root. Assets have no folders: there a name
 * without its folder does, unless the list has two of it.
 */
function placesFrom(list: CollectedArtifact, files: readonly { path: string }[]): (path: string) => string[] {
  const folder = folderOf(list)
  const names = Map.groupBy(files, ({ path }) => basename(path))
  const isFlat = holderOf(list.reference) === 'assets'
  return (path) => {
    const name = basename(path)
    const isOnly = isFlat && names.get(name)?.length === 1
    return [...new Set([join(folder, path), path, ...(isOnly ? [name] : [])])]
  }
}

function folderOf({ reference }: CollectedArtifact): string {
  const folder = dirname(reference.path ?? '.')
  return folder === '.' ? '' : folder
}

/** By which paths a list in the same holder may name it; CI tools unpack an artifact into a folder of its name. */
function pathsOf({ reference, item }: CollectedArtifact, list: CollectedArtifact): string[] {
  const own = holderOf(list.reference)
  const isUnpacked = own === '' && LEFT_BY_CI.has(item.collectedFrom.source)
  const unpacked = isUnpacked ? pathAmongArtifacts(reference) : null
  const beside = holderOf(reference) === own ? [pathAt(reference), item.collectedFrom.path] : []
  return [...beside, unpacked].flatMap((path) => path ?? [])
}

/** Artifacts in the list's folder that it does not name. Only SHA256SUMS and its like claim to name all. */
function unlisted(
  list: CollectedArtifact,
  others: readonly CollectedArtifact[],
  compared: readonly Compared[],
): string[] {
  const name = basename(pathAt(list.reference) ?? '')
  if (list.item.format !== 'sha256sums' || onlyFileOf(name) !== null) return []
  const folder = folderOf(list)
  const named = new Set(compared.flatMap((each) => each.of))
  return others
    .filter((each) => !named.has(each) && each.item.format !== 'sha256sums')
    .filter(({ reference }) => holderOf(reference) === holderOf(list.reference))
    .flatMap(({ reference }) => pathAt(reference) ?? [])
    .filter((path) => folder === '' || path.startsWith(`${folder}/`))
}

/** Formats that are proof when all they list is there and alike, and formats that are none until it is. */
const PROVEN_BY_FILES: ReadonlySet<string> = new Set(['sha256sums', SNAPSHOT])
const NEEDS_FILES: ReadonlySet<string> = new Set([...PROVEN_BY_FILES, 'dpone-evidence-chain'])

function judgeList(
  item: EvidenceItem,
  compared: readonly Compared[],
  extra: readonly string[],
): EvidenceItem {
  const differs = compared.filter((each) => each.found !== null && each.found !== each.listed)
  const absent = compared.filter((each) => each.found === null && !each.isSkipped)
  const skipped = compared.filter((each) => each.isSkipped)
  const complaints = [
    ...told('list.differs', differs.map(pathOf)),
    ...told('list.absent', absent.map(pathOf)),
    ...told('list.unlisted', extra),
    ...told('list.not_compared', skipped.map(pathOf)),
  ]
  const alike = compared.length - differs.length - absent.length - skipped.length
  const failed = differs.length
  const counts = {
    ...NO_COUNTS,
    total: compared.length,
    passed: alike,
    failed,
    skipped: absent.length + skipped.length,
  }
  const reasons = [...item.reasons, ...complaints]
  if (!NEEDS_FILES.has(item.format)) {
    // What is not there may be kept elsewhere; what is, and was not looked at, may differ.
    const isDoubtful = skipped.length > 0 && item.status === 'passed'
    return { ...item, reasons, status: failed > 0 ? 'failed' : isDoubtful ? 'unknown' : item.status }
  }
  const isWhole = complaints.length === 0 && item.reasons.every((each) => each.code === 'list.files')
  const status = statusOf(item, failed, isWhole)
  return PROVEN_BY_FILES.has(item.format)
    ? { ...item, reasons, status, counts }
    : { ...item, reasons, status }
}

function statusOf(
  { status, format }: EvidenceItem,
  failed: number,
  isWhole: boolean,
): EvidenceItem['status'] {
  if (failed > 0 && format !== SNAPSHOT) return 'failed'
  if (status === 'failed') return 'failed'
  if (!isWhole) return 'unknown'
  return PROVEN_BY_FILES.has(format) ? 'passed' : status
}

function pathOf({ path }: Compared): string {
  return path
}

function told(code: string, paths: readonly string[]): Finding[] {
  if (paths.length === 0) return []
  const [first = ''] = paths.toSorted()
  return [finding(code, { total: paths.length, path: first.slice(0, 200) })]
}

/** An artifact whose digest a list confirms. `by` names the list. */
function agreeing(item: EvidenceItem, by: string): EvidenceItem {
  return withComparison(item, by, 'verified', [])
}

/** An artifact for which a list gives another digest: nothing that it says counts any more. */
function differing(item: EvidenceItem, by: string, listed: string, found: string | null): EvidenceItem {
  const why = finding('evidence.list_differs', { by: by.slice(0, 200), listed, found })
  return tampered(withComparison(item, by, 'failed', [why]), [why])
}

/** An artifact whose bytes are not the ones that somebody vouched for: nothing that was read of them is kept. */
export function tampered(item: EvidenceItem, reasons: Finding[]): EvidenceItem {
  const { vulnerabilities: _, statements: __, topology: ___, ...rest } = item
  const { generatedAt: ____, ...nothing } = emptyReading(item.format)
  return { ...rest, ...nothing, subject: item.subject, status: 'tampered', reasons }
}

function withComparison(
  item: EvidenceItem,
  by: string,
  outcome: 'verified' | 'failed',
  reasons: Finding[],
): EvidenceItem {
  const comparison = { source: 'sums' as const, outcome, name: by.slice(0, 300), reasons }
  return { ...item, verification: [...item.verification, comparison] }
}
