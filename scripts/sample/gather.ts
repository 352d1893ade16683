import { hash } from 'node:crypto'
import { ReleaseType } from '#model/primitives.ts'
import { filesOf, placeOf } from './files.ts'
import type { Act, Artifact, Release, Sample, Story } from './story.ts'
import { shifted, utc } from './time.ts'
import { runOf } from './way.ts'
import { fileName, type Run, type Written, writeArtifact } from './write.ts'
import { type Subject, writeAttestation } from './write-attestation.ts'

/** The code commit of a release and the one before it, for evidence that was left over. */
export type Code = { commit: string; before: string }

/** A reference for the dossier, and the bytes that lie beside it; null when they are gone. */
export type Gathered = { path: string; bytes: Buffer | null; reference: Subject & object }

/** Writes all evidence of a release: the base of its story, with the differences the release names. */
export function gather(story: Story, release: Release, code: Code, sample: Sample): Gathered[] {
  const { also, without, base = story.base } = release.evidence
  const run = sample.bases[base]
  const type = ReleaseType.parse(release.dossier?.['releaseType'])
  if (!run) throw new Error(`The sample's bases.yaml has no list ${base}.`)
  const names = [...run.always, ...run.types[type], ...story.also, ...also].filter(
    (name) => !without.includes(name),
  )
  const gathered: Gathered[] = []
  for (const [index, name] of names.entries()) {
    const artifact = sample.artifacts[name]
    if (!artifact) throw new Error(`The sample's evidence/ has no artifact ${name}.`)
    gathered.push(one(story, release, code, sample, { name, artifact, index, before: gathered }))
  }
  return gathered
}

/** `before`: what was gathered before it, which it may be about. */
type Entry = { name: string; artifact: Artifact; index: number; before: readonly Gathered[] }

function one(story: Story, release: Release, code: Code, sample: Sample, entry: Entry): Gathered {
  const { name, artifact, index } = entry
  const { failing, lost, edited, leftover, measured, bound } = release.evidence
  const act = artifact.format === 'record' ? actOf(name, release, sample) : null
  const commit = leftover.includes(name) ? code.before : code.commit
  const at = act?.at ?? utc(shifted(release.at, index * 3 - 1140))
  const run = { name, at, commit, failing: failing[name] ?? [], measured: measured[name] ?? {}, act }
  const { path, bytes } = made(story, release, entry, sample, run)
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
  }
  const found = edited.includes(name) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes
  return { path, bytes: lost.includes(name) ? null : found, reference }
}

function made(story: Story, release: Release, entry: Entry, sample: Sample, run: Run) {
  const { name, artifact, before } = entry
  const folder = `release/${story.service}/evidence`
  if (artifact.format === 'file') return carried(story, release, entry, sample)
  if (isWritten(artifact.format))
    return {
      path: `${folder}/${fileName(name, artifact.format)}`,
      bytes: writeArtifact(artifact.format, artifact, run),
    }
  const about = before.flatMap(({ reference }) => (artifact.about.includes(reference.name) ? reference : []))
  const isForged = release.evidence.forged.includes(name)
  return { path: `${folder}/${name}.intoto.json`, bytes: writeAttestation(artifact, about, isForged) }
}

function isWritten(format: Artifact['format']): format is Written {
  return format !== 'file' && format !== 'attestation'
}

function carried(story: Story, release: Release, { name, artifact }: Entry, sample: Sample) {
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
