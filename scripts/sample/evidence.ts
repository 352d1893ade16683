import { hash, sign } from 'node:crypto'
import { ReleaseType } from '#model/primitives.ts'
import { preAuthEncoding } from '#verify/dsse.ts'
import { fileName, type PipelineRun, type WrittenFormat, writeArtifact } from './evidence-writers.ts'
import { sampleKey } from './keys.ts'
import { runOf } from './promotions.ts'
import {
  type Act,
  type Artifact,
  type Release,
  type Sample,
  type Story,
  shifted,
  utcSeconds,
} from './story.ts'

/** The code commit of a release and the one before it, for evidence that was left over. */
export type ReleaseCode = { commit: string; before: string }

/** A reference for the dossier, and the bytes that lie beside it; null when they are gone. */
export type ReleaseEvidence = {
  path: string
  bytes: Buffer | null
  reference: AttestedFile & { generatedAt: string }
}

/** Writes all evidence of a release: the base of its story, with the differences the release names. */
export function gatherEvidence(
  story: Story,
  release: Release,
  code: ReleaseCode,
  sample: Sample,
): ReleaseEvidence[] {
  const { also, without, base = story.base } = release.evidence
  const run = sample.bases[base]
  const type = ReleaseType.parse(release.dossier?.['releaseType'])
  if (!run) throw new Error(`The sample's bases.yaml has no list ${base}.`)
  const names = [...run.always, ...run.types[type], ...story.also, ...also].filter(
    (name) => !without.includes(name),
  )
  const gathered: ReleaseEvidence[] = []
  for (const [index, name] of names.entries()) {
    const artifact = sample.artifacts[name]
    if (!artifact) throw new Error(`The sample's evidence/ has no artifact ${name}.`)
    gathered.push(evidenceOf(story, release, code, sample, { name, artifact, index, before: gathered }))
  }
  return gathered
}

/** `before`: what was gathered before it, which it may be about. */
type Entry = { name: string; artifact: Artifact; index: number; before: readonly ReleaseEvidence[] }

function evidenceOf(
  story: Story,
  release: Release,
  code: ReleaseCode,
  sample: Sample,
  entry: Entry,
): ReleaseEvidence {
  const { name, artifact, index } = entry
  const { failing, lost, edited, leftover, withheld, measured, bound } = release.evidence
  const act = artifact.format === 'record' ? actOf(name, release, sample) : null
  const commit = leftover.includes(name) ? code.before : code.commit
  const at = act?.at ?? utcSeconds(shifted(release.at, index * 3 - 1140))
  const run = { name, at, commit, failing: failing[name] ?? [], measured: measured[name] ?? {}, act }
  const { path, bytes } = bytesOf(story, release, entry, sample, run)
  const reference = {
    name,
    kind: artifact.kind,
    purpose: artifact.purpose,
    path,
    ...(isWritten(artifact.format) ? { format: artifact.format } : {}),
    sha256: hash('sha256', bytes),
    gates: bound[name] ?? artifact.gates,
    services: [story.service],
    producer: artifact.producer,
    generatedAt: at,
    ...(act ? {} : { commit, run: runOf(release, 1) }),
    publish: !withheld.includes(name),
  }
  const found = edited.includes(name) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes
  return { path, bytes: lost.includes(name) ? null : found, reference }
}

function bytesOf(story: Story, release: Release, entry: Entry, sample: Sample, run: PipelineRun) {
  const { name, artifact, before } = entry
  const folder = `release/${story.service}/evidence`
  if (artifact.format === 'file') return copied(story, release, entry, sample)
  if (isWritten(artifact.format))
    return {
      path: `${folder}/${fileName(name, artifact.format)}`,
      bytes: writeArtifact(artifact.format, artifact, run),
    }
  const about = before.flatMap(({ reference }) => (artifact.about.includes(reference.name) ? reference : []))
  const isForged = release.evidence.forged.includes(name)
  return { path: `${folder}/${name}.intoto.json`, bytes: writeAttestation(artifact, about, isForged) }
}

function isWritten(format: Artifact['format']): format is WrittenFormat {
  return format !== 'file' && format !== 'attestation'
}

function copied(story: Story, release: Release, { name, artifact }: Entry, sample: Sample) {
  const path = placeOf(story, artifact.file ?? '')
  const bytes = filesOf(story, release, sample).get(path)
  if (!bytes) throw new Error(`The sample's files/ has no ${name} of ${story.service} ${release.version}.`)
  return { path, bytes }
}

function actOf(name: string, release: Release, sample: Sample): Act {
  const before = sample.acts
    .filter((act) => act.artifact === name && Date.parse(act.at) < Date.parse(release.at))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const found = before.at(release.evidence.outdated.includes(name) ? 0 : -1)
  if (!found) throw new Error(`The sample's records.yaml has no ${name} before ${release.at}.`)
  return found
}

/** The files of one release by their place in its tree, also those that no artifact names: lists lead to them. */
export function filesOf(story: Story, release: Release, sample: Sample): Map<string, Buffer> {
  const prefix = `${story.service}/${release.version}/`
  return new Map(
    [...sample.files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, bytes]) => [placeOf(story, path.slice(prefix.length)), bytes]),
  )
}

/** Where a file of a release lies in its tree. */
function placeOf(story: Story, file: string): string {
  return `release/${story.service}/evidence/files/${file}`
}

/** A file that an attestation is about. */
type AttestedFile = { name: string; sha256: string }

const IN_TOTO = 'application/vnd.in-toto+json'

/**
 * The bytes of an attestation: an in-toto statement in a DSSE envelope, signed with the key that the artifact names. Of a
 * forged one the signature is that of a statement about other files; the digests in the payload were exchanged afterwards.
 */
export function writeAttestation(
  artifact: Artifact,
  subjects: readonly AttestedFile[],
  isForged: boolean,
): Buffer {
  const { signedBy, statement } = artifact
  if (signedBy === undefined || statement === undefined)
    throw new Error('An attestation of the sample needs signedBy and statement.')
  const payloadOf = (about: readonly AttestedFile[]) =>
    Buffer.from(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: about.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
        ...statement,
      }),
    )
  const earlier = subjects.map(({ name, sha256 }) => ({ name, sha256: hash('sha256', sha256) }))
  const signed = preAuthEncoding(IN_TOTO, payloadOf(isForged ? earlier : subjects))
  const sig = sign(null, signed, sampleKey(signedBy)).toString('base64')
  const payload = payloadOf(subjects).toString('base64')
  const envelope = { payloadType: IN_TOTO, payload, signatures: [{ keyid: signedBy, sig }] }
  return Buffer.from(`${JSON.stringify(envelope, null, 2)}\n`)
}
