import type { Act, Artifact } from './story.ts'
import { writeJunit } from './write-junit.ts'
import { writeSarif } from './write-sarif.ts'

/** What a generated artifact says about when and from which code it was made. */
export type Occasion = { name: string; at: string; commit: string }

export type Run = Occasion & {
  failing: readonly string[]
  measured: Readonly<Record<string, number>>
  act: Act | null
}

/** Formats that the sample writes itself; a `file` is there already. */
export type Written = Exclude<Artifact['format'], 'file' | 'attestation'>

const ENDINGS: Record<Written, string> = { junit: 'xml', sarif: 'sarif', metrics: 'json', record: 'json' }

/** File name of an artifact inside the evidence folder. */
export function fileName(name: string, format: Written): string {
  return `${name}.${ENDINGS[format]}`
}

/** The bytes the sample's CI leaves behind for one artifact of one run. */
export function writeArtifact(format: Written, artifact: Artifact, run: Run): Buffer {
  return Buffer.from(WRITERS[format](artifact, run))
}

const WRITERS: Record<Written, (artifact: Artifact, run: Run) => string> = {
  junit: (artifact, run) => writeJunit(artifact.suites ?? {}, run.failing, run),
  sarif: (artifact, run) => writeSarif(artifact, run.failing, run),
  metrics: writeMetrics,
  record: writeRecord,
}

function writeMetrics(artifact: Artifact, run: Run): string {
  const values = { ...artifact.metrics, ...run.measured }
  const metrics = Object.entries(values).map(([name, value]) => [
    name,
    { value, unit: artifact.units?.[name] ?? 'count' },
  ])
  const tool = artifact.tool ? { tool: artifact.tool } : {}
  return json({ generatedAt: run.at, commit: run.commit, ...tool, metrics: Object.fromEntries(metrics) })
}

function writeRecord(artifact: Artifact, { act, name }: Run): string {
  if (!act || !artifact.act)
    throw new Error(`The sample's record ${name} needs an act, here and in records.yaml.`)
  return json({
    record: 1,
    act: artifact.act,
    title: act.title,
    owner: act.owner,
    date: act.at,
    subject: { what: artifact.purpose },
    result: act.result,
    ...(act.metrics ? { metrics: act.metrics } : {}),
  })
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
