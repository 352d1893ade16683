import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { listFiles } from '#lib/files.ts'
import { Kpi } from '#model/dossier-risk.ts'
import { EvidenceKind, RecordedAct } from '#model/evidence.ts'
import { People } from '#model/people.ts'
import {
  Id,
  Instant,
  Line,
  list,
  MetricName,
  RelativePath,
  ReleaseType,
  ServiceId,
} from '#model/primitives.ts'

const Names = list(Id)

/** One artifact the sample's CI knows how to write, as authored in `evidence/`. */
export const Artifact = z.strictObject({
  kind: EvidenceKind,
  format: z.enum(['junit', 'sarif', 'metrics', 'record', 'file', 'attestation']),
  gates: Names,
  producer: Line,
  purpose: Line,
  /** `junit`: cases by suite. */
  suites: z.record(z.string(), z.array(Line)).optional(),
  /** `sarif`: the scanner and the rules it looked for, with their security severity. */
  tool: z.strictObject({ name: Line, version: Line }).optional(),
  rules: z.record(z.string(), z.strictObject({ text: Line, severity: z.number() })).optional(),
  /** `record`: what a person did, and what it was about. */
  act: RecordedAct.shape.act.optional(),
  topic: RecordedAct.shape.topic,
  /** `metrics`: the numbers of a usual run. */
  metrics: z.record(MetricName, z.number()).optional(),
  units: z.record(MetricName, z.string()).optional(),
  /** `file`: its path in the release's folder below `files/`. */
  file: RelativePath.optional(),
  /** `attestation`: the artifacts it is about, the key that signs it, and what it states. */
  about: Names,
  signedBy: Id.optional(),
  statement: z.strictObject({ predicateType: Line, predicate: z.record(z.string(), z.unknown()) }).optional(),
})
export type Artifact = z.infer<typeof Artifact>

/** A dated act of a person, as authored in `records.yaml`; a release uses the newest before it. */
const Act = z.strictObject({
  artifact: Id,
  at: Instant,
  owner: z.strictObject({ name: Line, role: Line }),
  title: Line,
  result: z.enum(['passed', 'failed']).default('passed'),
  metrics: z.record(MetricName, z.number()).optional(),
})
export type Act = z.infer<typeof Act>

/** What a pipeline runs for every release, and besides by release type. */
const Base = z.strictObject({ always: Names, types: z.record(ReleaseType, Names) })

/** How the evidence of one release differs from what its base writes. */
const Differences = z.strictObject({
  /** Another base than the story's. */
  base: Id.optional(),
  /** Artifacts besides those of the base. */
  also: Names,
  /** Not run at all. */
  without: Names,
  /** Test cases that fail, or scanner rules that fire, by artifact. */
  failing: z.record(Id, z.array(z.string())).default({}),
  /** Named by the dossier, but the bytes are gone. */
  lost: Names,
  /** Changed after the dossier took their digest. */
  edited: Names,
  /** Attestations whose payload was altered after it was signed. */
  forged: Names,
  /** Records of which the oldest is named instead of the newest. */
  outdated: Names,
  /** Left over from the commit before. */
  leftover: Names,
  /** Named with their digests, but not published. */
  withheld: Names,
  /** Numbers that differ from a usual run. */
  measured: z.record(Id, z.record(MetricName, z.number())).default({}),
  /** Bound to other gates than usual. */
  bound: z.record(Id, z.array(Id)).default({}),
})

const Change = z.strictObject({ subject: Line, by: Id, files: z.array(RelativePath) })

const Approving = z.strictObject({
  role: Id,
  by: Id,
  decision: z.enum(['approved', 'rejected']).default('approved'),
  /** True: signed before the last edit of the dossier. */
  older: z.boolean().default(false),
})

const Release = z.strictObject({
  version: Line,
  /** Which of a reader's cases this release is here for. */
  case: Line,
  /** The tag's time; everything else happens in the two days before it. */
  at: Instant,
  by: Id,
  /** The annotated tag's message; a release without one has a lightweight tag. */
  message: z.string().optional(),
  changes: z.array(Change),
  /** Name of the key that signs its tag. */
  signedBy: Id.optional(),
  /** The release whose tag object was put under its name as well. */
  tagOf: Line.optional(),
  /** Where its dossier and evidence are; `note`: only the dossier is in a git note. */
  delivery: z.enum(['tree', 'note', 'directory', 'zip']).default('tree'),
  /** Fields of the dossier, over those of the service; a release without has no dossier. */
  dossier: z.record(z.string(), z.unknown()).optional(),
  evidence: Differences.prefault({}),
  /** Instead of the story's. */
  approvals: z.array(Approving).optional(),
  /** Numbers of its issue and pull request. */
  issue: z.int().min(1).optional(),
  pull: z.int().min(1).optional(),
  /** How far it came; the step after is blocked when conditions are held. */
  reached: z.enum(['dev', 'ci', 'staging', 'production']).default('production'),
  /** Conditions of the next promotion that are not met. */
  held: list(Line),
  /** What happened at the last promotion besides. */
  mishap: z.enum(['rolled-back', 'by-hand', 'early', 'unmet']).optional(),
  /** The version that its last environment reported, when it was another. */
  reported: Line.optional(),
  /** Smoke runs by environment: the step that failed, or null; absent = green wherever it came. */
  smoke: z.record(Id, Line.nullable()).optional(),
  /** When its tag was set anew; until then it stood on the commit before its dossier. */
  moved: Instant.optional(),
  /** When its tag was removed. */
  withdrawn: Instant.optional(),
  damage: z
    .enum(['cut-off', 'unknown-key', 'other-tag', 'duplicate-key', 'newer-schema', 'not-json'])
    .optional(),
})
export type Release = z.infer<typeof Release>

/** Something that dossiers carry on from the release it began with until the one it ended with. */
const Span = z.strictObject({ from: Line, worked: Line.optional(), until: Line.optional() })

/** A risk or hot spot through the releases: fields of the dossier, and when it began and ended. */
const LastingEntry = z.strictObject({ span: Span, fields: z.record(z.string(), z.unknown()) })
export type LastingEntry = z.infer<typeof LastingEntry>

/** A KPI without its value and baseline: those come from the measurements of the releases. */
const KpiStory = z.strictObject({ from: Line.optional(), fields: Kpi.omit({ value: true, baseline: true }) })
export type KpiStory = z.infer<typeof KpiStory>

const Story = z.strictObject({
  service: ServiceId,
  tag: Line,
  branch: Line,
  /** Branch it grows from. */
  from: Line.optional(),
  /** Name of a list in `bases.yaml`. */
  base: Id,
  /** Artifacts of every release besides those of the base. */
  also: Names,
  approvals: list(Approving),
  /** Fields that every dossier of the service has. */
  dossier: z.record(z.string(), z.unknown()).default({}),
  kpis: list(KpiStory),
  risks: list(LastingEntry),
  hotSpots: list(LastingEntry),
  releases: z.array(Release),
})
export type Story = z.infer<typeof Story>

/** The way to production: what each promotion needs, and what a smoke run does. */
const Pipeline = z.strictObject({
  promotions: z.array(
    z.strictObject({
      from: Id,
      to: Id,
      conditions: z.array(z.strictObject({ id: Line, title: Line })),
      method: Line,
      via: Line.optional(),
      /** Minutes before the tag. */
      before: z.int(),
    }),
  ),
  smoke: z.array(z.strictObject({ actor: Line, target: Line, action: Line })),
})

/** Addresses end in example.org, so that they can never be anybody's. */
function authorsOf(people: z.infer<typeof People>): Record<string, { name: string; email: string }> {
  return Object.fromEntries(
    people.map(({ id, name }) => [
      id,
      { name, email: `${name.toLowerCase().replace(' ', '.')}@example.org` },
    ]),
  )
}

export type Sample = {
  stories: Story[]
  artifacts: Record<string, Artifact>
  acts: Act[]
  bases: Record<string, z.infer<typeof Base>>
  /** The moments at which the catalog was published before. */
  publications: string[]
  pipeline: z.infer<typeof Pipeline>
  people: Record<string, { name: string; email: string }>
  /** Evidence as other tools write it, by `service/version/path`. */
  files: ReadonlyMap<string, Buffer>
}

/**
 * Reads the authored sample below `folder`.
 * @throws ZodError with the path of the field when a file is not what it should be.
 */
export function readSample(folder: string): Sample {
  const read = <T extends z.ZodType>(shape: T, name: string): z.output<T> =>
    shape.parse(parse(readFileSync(join(folder, name), 'utf8'), { merge: true }))
  const files = (inner: string) =>
    readdirSync(join(folder, inner))
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => join(inner, name))
  return {
    stories: files('releases').map((name) => read(Story, name)),
    artifacts: Object.fromEntries(
      files('evidence').flatMap((name) => Object.entries(read(z.record(Id, Artifact), name))),
    ),
    acts: read(z.array(Act), 'records.yaml'),
    bases: read(z.record(Id, Base), 'bases.yaml'),
    publications: read(z.array(Instant), 'publications.yaml'),
    pipeline: read(Pipeline, 'promotions.yaml'),
    people: authorsOf(read(People, 'people.yaml')),
    files: readFiles(join(folder, 'files')),
  }
}

/** The bytes of all files below `folder`, by their path in it. */
function readFiles(folder: string): Map<string, Buffer> {
  const paths = [...listFiles(folder)].toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))
}

/**
 * The person of the sample with this id; all names are invented.
 * @throws Error when `people.yaml` has no such id.
 */
export function person(id: string, sample: Sample): { name: string; email: string } {
  const found = sample.people[id]
  if (!found) throw new Error(`The sample's people.yaml has nobody called ${id}.`)
  return found
}

/** The RFC 3339 instant this many minutes later, with the same offset: the sample's clocks stay in their zones. */
export function shifted(at: string, minutes: number): string {
  const zone = at.endsWith('Z') ? 'Z' : at.slice(-6)
  const offset =
    zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)))
  const local = new Date(Date.parse(at) + (minutes + offset) * 60_000)
  return `${local.toISOString().slice(0, 19)}${zone}`
}

/** The same moment in UTC, to the second, as machines write it: `2026-04-01T22:10:00Z`. */
export function utcSeconds(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
