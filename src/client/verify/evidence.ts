import { readingDifference } from '#decide/ledger/proving.ts'
import { PORTABLE_FORMATS } from '#formats/portable.ts'
import { readBy } from '#formats/read-by.ts'
import { isPublished } from '#messages/report/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { PublishedSite } from './site.ts'
import { type Compared, comparedDigests, type VerifyStep } from './steps.ts'

/** The published bytes of a release's evidence, by their digest, those that are others left out. */
type Published = ReadonlyMap<string, Uint8Array>

const AT_ONCE = 6

/** Compares the bytes of all published evidence with their digests, and reads them again with the readers of `collect`. */
export async function evidenceSteps(site: PublishedSite, record: ReleaseRecord): Promise<VerifyStep[]> {
  const { bytes, found } = await fetchAll(site, record)
  return [digestStep(record, found), readingStep(record, bytes)]
}

async function fetchAll(site: PublishedSite, record: ReleaseRecord) {
  const wanted = [...new Set(record.evidence.filter(isPublished).flatMap(({ sha256 }) => sha256 ?? []))]
  const bytes = new Map<string, Uint8Array>()
  /** What lies under each digest: its own digest, or null for nothing. */
  const found = new Map<string, string | null>()
  const left = wanted.values()
  const worker = async () => {
    for (const sha256 of left) {
      const file = await site.read(`evidence/${sha256}`)
      const digest = file && (await site.sha256(file))
      found.set(sha256, digest)
      if (file && digest === sha256) bytes.set(sha256, file)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { bytes, found }
}

function digestStep({ evidence }: ReleaseRecord, found: ReadonlyMap<string, string | null>): VerifyStep {
  const files = evidence.filter(({ sha256 }) => sha256 !== null)
  const compared = files.map(({ name, sha256 }) => comparedOf(name, sha256 ?? '', found))
  const faults = [...found].flatMap(([sha256, digest]) => faultOf(sha256, digest))
  const agree = compared.filter(({ outcome }) => outcome === 'agrees').length
  const kept = compared.filter(({ outcome }) => outcome === 'not-checked').length
  const all = `${agree} of ${files.length} ${files.length === 1 ? 'file' : 'files'}`
  const rest =
    kept === 0
      ? ''
      : ` ${kept === 1 ? 'One is' : `${kept} are`} kept where the evidence was made: compare ${kept === 1 ? 'it' : 'them'} by dropping the file on this page.`
  const said =
    files.length === 0
      ? 'The record names no file of evidence.'
      : `${all} are published here and have the digests that the record names.${rest}`
  const outcome =
    faults.length > 0 ? 'differs' : files.length === 0 ? 'not-checked' : kept > 0 ? 'partly' : 'agrees'
  return { name: 'evidence', outcome, said, faults, compared }
}

function comparedOf(what: string, said: string, found: ReadonlyMap<string, string | null>): Compared {
  if (!found.has(said)) return comparedDigests(what, said, null)
  const digest = found.get(said) ?? null
  return { what, said, found: digest ?? 'missing', outcome: digest === said ? 'agrees' : 'differs' }
}

function faultOf(sha256: string, digest: string | null): Finding[] {
  const file = `evidence/${sha256}`
  if (digest === null) return [finding('ledger.evidence_missing', { file })]
  return digest === sha256 ? [] : [finding('ledger.evidence_differs', { file, found: digest })]
}

const PORTABLE: ReadonlySet<string> = new Set([
  ...PORTABLE_FORMATS.map(({ name }) => name),
  ...PORTABLE_FORMATS.flatMap(({ variants }) => variants?.map(({ name }) => name) ?? []),
])

function readingStep(record: ReleaseRecord, bytes: Published): VerifyStep {
  const here = record.evidence.filter((item) => item.sha256 !== null && bytes.has(item.sha256))
  const readable = here.filter(isReadHere)
  const again = readable.map((item) => ({ item, differs: differenceOf(record, item, bytes) }))
  const faults = again.flatMap(({ item, differs }) =>
    differs
      ? [finding('ledger.reading_differs', { release: releaseId(record), item: item.name, ...differs })]
      : [],
  )
  const others = here.filter((item) => !readable.includes(item))
  const compared = [
    ...again.map(({ item, differs }) => ({
      what: item.name,
      said: item.status,
      found: differs ? `${differs.at}: ${differs.expected}` : item.status,
      outcome: differs ? ('differs' as const) : ('agrees' as const),
    })),
    ...others.map(({ name, status }) => ({
      what: name,
      said: status,
      found: null,
      outcome: 'not-checked' as const,
    })),
  ]
  return {
    name: 'readings',
    outcome: outcomeOf(readable, others, faults),
    said: readText(readable, others),
    faults,
    compared,
  }
}

/** What no browser reads: what lists or vouches for other files, and what counts only with them. */
function isReadHere(item: EvidenceItem): boolean {
  return PORTABLE.has(item.format) && item.attestations.length === 0
}

function differenceOf({ dossier }: ReleaseRecord, item: EvidenceItem, bytes: Published) {
  const file = bytes.get(item.sha256 ?? '')
  const format = dossier?.evidence.find(({ name }) => name === item.name)?.format ?? null
  return file
    ? readingDifference(item, readBy(PORTABLE_FORMATS, file, format), { isPartial: false, isOpen: false })
    : null
}

function outcomeOf(
  readable: readonly EvidenceItem[],
  others: readonly EvidenceItem[],
  faults: readonly Finding[],
): VerifyStep['outcome'] {
  if (faults.length > 0) return 'differs'
  if (readable.length === 0) return 'not-checked'
  return others.length > 0 ? 'partly' : 'agrees'
}

function readText(readable: readonly EvidenceItem[], others: readonly EvidenceItem[]): string {
  const formats = [...new Set(others.map(({ format }) => format))].sort().join(', ')
  const left =
    others.length === 0
      ? ''
      : ` ${others.length} in ${formats} ${others.length === 1 ? 'needs' : 'need'} other files beside ${others.length === 1 ? 'it' : 'them'}: the command line reads ${others.length === 1 ? 'it' : 'them'}.`
  if (readable.length === 0) return `No published file could be read again here.${left}`
  return `${readable.length} published ${readable.length === 1 ? 'file' : 'files'} read again by the readers that read them first: each says what the record says of it.${left}`
}
