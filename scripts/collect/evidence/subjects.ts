import { hash } from 'node:crypto'
import { basename } from 'node:path/posix'
import type { EvidenceItem } from '#model/evidence.ts'
import type { StatementSubject } from '#verify/in-toto.ts'
import type { VerifiedAttestation } from '#verify/verify-attestation.ts'

/** What is known of a release's artifacts, by their place in the dossier's list; `codeOf` compares a commit with the tag's. */
export type ArtifactAccess = {
  codeOf: (commit: string) => Promise<EvidenceItem['codeMatch']>
  bytesOf: (index: number) => Promise<Buffer | null>
  pathOf: (index: number) => string | null
}

/** Of each attestation: the artifacts each subject is equal to, those it names with another digest, and its commits. */
export type MatchedSubjects = ReadonlyMap<
  VerifiedAttestation,
  { equal: number[][]; differing: number[]; commits: number }
>

/** Compares the subjects of attestations with all artifacts, by digest; SHA-512 is computed only where one asks for it. */
export async function matchSubjects(
  items: readonly EvidenceItem[],
  checked: readonly VerifiedAttestation[],
  attesting: ArtifactAccess,
): Promise<MatchedSubjects> {
  const subjects = checked.flatMap((each) => each.subjects)
  const asks512 = subjects.some(({ digests }) => digests.has('sha512') && !digests.has('sha256'))
  const indexed = indexDigests(items, asks512 ? await sha512Of(items, attesting) : [])
  return new Map(
    await Promise.all(
      checked.map(async (each) => [each, await match(each, items, indexed, attesting)] as const),
    ),
  )
}

type Indexed = ReadonlyMap<string, number[]>

function indexDigests(items: readonly EvidenceItem[], sha512: readonly (string | null)[]): Indexed {
  const indexed = new Map<string, number[]>()
  const add = (digest: string | null | undefined, index: number) => {
    if (digest) indexed.set(digest, [...(indexed.get(digest) ?? []), index])
  }
  for (const [index, { sha256 }] of items.entries()) {
    add(sha256, index)
    add(sha512[index], index)
  }
  return indexed
}

function sha512Of(items: readonly EvidenceItem[], { bytesOf }: ArtifactAccess): Promise<(string | null)[]> {
  return Promise.all(
    items.map(async ({ sha256 }, index) => {
      const bytes = sha256 === null ? null : await bytesOf(index)
      return bytes === null ? null : hash('sha512', bytes)
    }),
  )
}

async function match(
  { subjects }: VerifiedAttestation,
  items: readonly EvidenceItem[],
  indexed: Indexed,
  { codeOf, pathOf }: ArtifactAccess,
) {
  const found = subjects.map((subject) => equalTo(subject, indexed))
  const equal = found.filter((places) => places.length > 0)
  const settled = new Set(equal.flat())
  const differing = subjects
    .filter((subject, index) => found[index]?.length === 0 && comparable(subject))
    .flatMap(({ name }) => {
      const named = [...items.keys()].filter((index) => isCalled(name, pathOf(index)) && items[index]?.sha256)
      // A name that fits several files, or one with the right digest elsewhere, accuses nobody. One file that the dossier
      // names twice is one.
      const isOne = new Set(named.map((index) => items[index]?.sha256)).size === 1
      return isOne ? named.filter((index) => !settled.has(index)) : []
    })
  const commits = await Promise.all(
    subjects.map(({ digests }) => digests.get('gitCommit')).map((id) => id && codeOf(id)),
  )
  const own = commits.filter((each) => each === 'same' || each === 'dossier-only').length
  return { equal, differing, commits: own }
}

/** All strong digests that a subject gives must be those of one artifact. */
function equalTo({ digests }: StatementSubject, indexed: Indexed): number[] {
  const [first, ...others] = STRONG.flatMap((name) => digests.get(name) ?? []).map(
    (each) => indexed.get(each) ?? [],
  )
  return (first ?? []).filter((index) => others.every((places) => places.includes(index)))
}

function comparable({ digests }: StatementSubject): boolean {
  return STRONG.some((name) => digests.has(name))
}

const STRONG = ['sha256', 'sha512'] as const

/** Attesting tools name a file by its path or by the last part of it. */
function isCalled(name: string | null, path: string | null): boolean {
  return name !== null && path !== null && (name === path || name === basename(path))
}
