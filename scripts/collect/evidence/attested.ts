import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Attestation, Comparison } from '#model/verification.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { worstOutcome } from '#verify/check-signature.ts'
import { MOST_ATTESTATIONS, type SignedDocument, unwrapBytes } from '#verify/unwrap.ts'
import { type VerifiedAttestation, verifyAttestation } from '#verify/verify-attestation.ts'
import { tampered } from './compare-checksums.ts'
import { bothMatches } from './package-match.ts'
import { type ArtifactAccess, type MatchedSubjects, matchSubjects } from './subjects.ts'

/** What attestations are verified with and compared with. Artifacts are known by their place in the dossier's list. */
export type AttestationSources = ArtifactAccess & {
  trust: SignatureTrust
  tag: string
  /** The bundles that a forge keeps about an artifact's bytes, and the forge's name; null when none is asked. */
  kept: { keeper: string; about: (item: EvidenceItem) => Promise<readonly Buffer[]> } | null
}

/**
 * Verifies the attestations among a release's artifacts, and compares their subjects with all of its artifacts: nothing
 * has to be declared for that. Every other release costs one look at the formats.
 */
export async function withAttestations(
  items: EvidenceItem[],
  attesting: AttestationSources,
): Promise<EvidenceItem[]> {
  if (attesting.kept === null && !items.some(carries)) return items
  const own = await checkEach(items, attesting, async (item, index) => {
    const bytes = carries(item) ? await attesting.bytesOf(index) : null
    return bytes === null ? [] : [bytes]
  })
  const keeper = attesting.kept?.keeper ?? ''
  const kept = attesting.kept
    ? await checkEach(items, attesting, attesting.kept.about)
    : new Map<number, VerifiedAttestation[]>()
  if (own.size + kept.size === 0) return items
  const matched = await matchSubjects(items, [...own.values(), ...kept.values()].flat(), attesting)
  const vouching = [
    ...[...own].flatMap(([index, checked]) =>
      checked.map((each) => vouchingOf(items[index]?.name ?? '', each, matched)),
    ),
    ...[...kept.values()].flat().map((each) => keptVouching(keeper, each, matched)),
  ]
  return Promise.all(
    items.map((item, index) => {
      const carried = own.has(index) ? carrying(item, own.get(index) ?? [], matched) : item
      const told = (kept.get(index) ?? []).map((each) => keptVouching(keeper, each, matched).attestation)
      const known = {
        ...carried,
        attestations: atMost([...carried.attestations, ...told]),
      }
      return vouched(known, index, vouching, attesting.codeOf)
    }),
  )
}

/** Of too many the last one stands for all that find no room, as one that cannot be verified: who made those nobody knows. */
function atMost(all: readonly Attestation[]): Attestation[] {
  if (all.length <= MOST_ATTESTATIONS) return [...all]
  const shown = MOST_ATTESTATIONS - 1
  const more = finding('attestation.too_many', { shown, more: all.length - shown })
  return [...all.slice(0, shown), { ...NOTHING_KNOWN, reasons: [more] }]
}

const NOTHING_KNOWN: Attestation = {
  predicateType: null,
  outcome: 'unverified',
  reasons: [],
  signer: null,
  expected: null,
  root: null,
  compared: [],
  subjects: { total: 0, matched: 0 },
}

/** Verifies what is found for each artifact, by its place; places without anything are left out. */
async function checkEach(
  items: readonly EvidenceItem[],
  attesting: AttestationSources,
  find: (item: EvidenceItem, index: number) => Promise<readonly Buffer[]>,
): Promise<Map<number, VerifiedAttestation[]>> {
  const all = await Promise.all(
    items.map(async (item, index) => {
      const found = await find(item, index)
      const signed = found.flatMap((bytes) => unwrapBytes(bytes))
      return [index, await checkAll(signed, items, attesting)] as const
    }),
  )
  return new Map(all.filter(([, checked]) => checked.length > 0))
}

/**
 * What a forge keeps is not the dossier's choice: anybody with a workflow may have attested the same bytes, for another
 * release too. It can vouch, and accuses nobody.
 */
function keptVouching(keeper: string, checked: VerifiedAttestation, matched: MatchedSubjects): Vouching {
  return { ...vouchingOf(keeper, checked, matched), differing: new Set() }
}

const FORMATS: ReadonlySet<string> = new Set([
  'attestation',
  'provenance',
  'test-result',
  'verification-summary',
  'verification-result',
  'release-listing',
])

function carries(item: EvidenceItem): boolean {
  return FORMATS.has(item.format) && item.sha256 !== null && item.status !== 'tampered'
}

function checkAll(
  signed: readonly SignedDocument[],
  items: readonly EvidenceItem[],
  attesting: AttestationSources,
): Promise<VerifiedAttestation[]> {
  const bytesOf = (sha256: string) => {
    const place = items.findIndex((item) => item.sha256 === sha256)
    return place < 0 ? Promise.resolve(null) : attesting.bytesOf(place)
  }
  const about = { ...attesting, bytesOf }
  return Promise.all(signed.map((each) => verifyAttestation(each, attesting.trust, about)))
}

/** Nothing ties an attestation to the release but its subjects and its commit. */
function settled({ attestation }: VerifiedAttestation, matched: number): Attestation {
  const subjects = { ...attestation.subjects, matched }
  const isTied = matched > 0 || attestation.compared.includes('commit')
  if (attestation.outcome !== 'verified' || isTied) return { ...attestation, subjects }
  return { ...attestation, subjects, outcome: 'unverified', reasons: [finding('attestation.unrelated')] }
}

function vouchingOf(name: string, checked: VerifiedAttestation, matched: MatchedSubjects): Vouching {
  const { equal, differing, commits } = matched.get(checked) ?? NOTHING_MATCHED
  const attestation = settled(checked, equal.length + commits)
  return {
    name,
    attestation,
    commit: checked.commit,
    items: new Set(equal.flat()),
    differing: new Set(differing),
  }
}

const NOTHING_MATCHED = { equal: [], differing: [], commits: 0 }

/** The artifact that holds attestations: its own signatures vouch for it, and only then may its claim count. */
function carrying(
  item: EvidenceItem,
  own: readonly VerifiedAttestation[],
  matched: MatchedSubjects,
): EvidenceItem {
  const attestations = own.map((each) => vouchingOf(item.name, each, matched).attestation)
  const outcome =
    attestations.length === 0 ? 'unverified' : worstOutcome(attestations.map((each) => each.outcome))
  const reasons = distinct(attestations.flatMap((each) => each.reasons))
  const signature: Comparison = { source: 'signature', outcome, name: null, reasons }
  const known = { ...item, attestations, verification: [...item.verification, signature] }
  if (outcome !== 'verified' || item.status !== 'unverified') return known
  return {
    ...known,
    status: 'passed',
    reasons: item.reasons.filter(({ code }) => code !== 'attestation.claim'),
  }
}

function distinct(reasons: readonly Finding[]): Finding[] {
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()].slice(0, 20)
}

/** An attestation, and the artifacts that it vouches for or contradicts. */
export type Vouching = {
  /** Name of the artifact that holds it. */
  name: string
  attestation: Attestation
  /** The commit that it proves. */
  commit: string | null
  items: ReadonlySet<number>
  differing: ReadonlySet<number>
}

/**
 * An artifact with what attestations say of it. One that names it with another digest means tampered bytes, whoever
 * signed; a good one also proves the commit, where the file itself is silent.
 */
export async function vouched(
  item: EvidenceItem,
  index: number,
  all: readonly Vouching[],
  codeOf: (commit: string) => Promise<EvidenceItem['codeMatch']>,
): Promise<EvidenceItem> {
  const about = all.filter(({ items, differing }) => items.has(index) || differing.has(index))
  if (about.length === 0) return item
  const carriers = Map.groupBy(about, ({ name }) => name)
  const comparisons = [...carriers].map(([name, own]) => comparison(name, own, index))
  const compared = { ...item, verification: [...item.verification, ...comparisons] }
  const failed = compared.verification.filter(({ outcome }) => outcome === 'failed')
  if (comparisons.some(({ outcome }) => outcome === 'failed'))
    return tampered(
      compared,
      failed.flatMap(({ reasons }) => reasons),
    )
  const commit = about.find(({ attestation }) => attestation.outcome === 'verified')?.commit ?? null
  if (commit === null || item.subject.commit !== null) return compared
  // What the file says of its package and release still holds: the right code does not make it another's.
  const codeMatch = bothMatches(await codeOf(commit), item.codeMatch)
  return { ...compared, subject: { ...item.subject, commit }, codeMatch }
}

function comparison(name: string, own: readonly Vouching[], index: number): Comparison {
  const compared = { source: 'attestation' as const, name }
  if (own.some(({ differing }) => differing.has(index)))
    return { ...compared, outcome: 'failed', reasons: [finding('attestation.other_digest', { by: name })] }
  if (own.some(({ attestation }) => attestation.outcome === 'verified'))
    return { ...compared, outcome: 'verified', reasons: [] }
  // Whatever is wrong with the attestation is told, and judged, where it stands.
  return { ...compared, outcome: 'unverified', reasons: [finding('attestation.not_verified', { by: name })] }
}
