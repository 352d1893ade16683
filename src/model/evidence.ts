import { z } from 'zod'
import { Finding } from './finding.ts'
import {
  HttpsUrl,
  Id,
  Instant,
  Line,
  list,
  MetricName,
  ObjectId,
  Purl,
  RelativePath,
  ServiceId,
  Sha256,
} from './primitives.ts'
import { Attestation, Comparison } from './verification.ts'
import { FoundVulnerability, VexStatements } from './vulnerability.ts'

/**
 * A kind of place that the bytes of dossiers and evidence come from: the tagged tree, a git note, an asset of the GitHub
 * release, a directory or an archive of CI artifacts, an artifact that a GitHub workflow run keeps.
 */
export const SourceName = z.enum(['tree', 'note', 'release', 'directory', 'archive', 'run'])
export type SourceName = z.infer<typeof SourceName>

/** What an artifact is proof of; each kind belongs to one of the eight domains of [002]. */
export const EvidenceKind = z.enum([
  'test',
  'contract',
  'smoke',
  'certification',
  'performance',
  'benchmark',
  'state',
  'reconciliation',
  'docs',
  'security',
  'supply-chain',
  'chain',
  'approval',
  'operations',
])
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** A reader's name, such as `junit` or `sarif`. */
export const FormatName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** What a dossier says of one artifact. It declares and binds; it proves nothing by itself. */
export const EvidenceReference = z.strictObject({
  name: Id,
  kind: EvidenceKind,
  purpose: Line.optional(),
  /** Path from the root of the tagged tree or of the artifact directory, or inside of `asset` or `artifact`. */
  path: RelativePath.optional(),
  /** Name of a release asset. */
  asset: Line.optional(),
  /** Name of an artifact of `run`; `path` is the file in it. Among the artifacts of CI it is a folder. */
  artifact: Line.optional(),
  /** Where people find the bytes later. */
  url: HttpsUrl.optional(),
  /** First moment from which they are no longer kept there; left out, nobody said. */
  keptUntil: Instant.optional(),
  /** Reader to use; absent = recognized by content. */
  format: FormatName.optional(),
  sha256: Sha256.optional(),
  /** The gates this artifact is offered as proof for. */
  gates: list(Id),
  /** Services whose boundary it says something about. */
  services: list(Id),
  /** Command or workflow that generated it. */
  producer: Line,
  generatedAt: Instant.optional(),
  /** The commit it ran on. */
  commit: ObjectId.optional(),
  run: z.strictObject({ id: Line, attempt: z.int().min(1).optional(), url: HttpsUrl.optional() }).optional(),
  /** True: its bytes may be republished, content-addressed. */
  publish: z.boolean().default(false),
})
export type EvidenceReference = z.infer<typeof EvidenceReference>

export const EvidenceStatus = z.enum([
  'passed',
  'failed',
  'unknown',
  'missing',
  'unreadable',
  'tampered',
  'unverified',
])
export type EvidenceStatus = z.infer<typeof EvidenceStatus>

const Count = z.int().min(0)

export const Counts = z.strictObject({
  total: Count,
  passed: Count,
  failed: Count,
  skipped: Count,
  errored: Count,
  flaky: Count,
})
export type Counts = z.infer<typeof Counts>

/** How one case of a test run ended; `unknown` = the file does not say it in words that anybody knows. */
export const CaseStatus = z.enum(['passed', 'failed', 'errored', 'skipped', 'unknown'])
export type CaseStatus = z.infer<typeof CaseStatus>

/** One case of a test run. */
const NamedCase = z.strictObject({
  name: z.string().max(300),
  /** The suites and the class that it stands in; empty when there are none. */
  suite: z.string().max(300),
  status: CaseStatus,
})

/** What a person did, when the artifact is a dated record of it. */
export const RecordedAct = z.strictObject({
  act: z.enum(['review', 'drill', 'verification', 'sign-off', 'inventory', 'acceptance']),
  title: Line,
  owner: Line,
  /** What it was about, in the words of the file; a gate may ask for it. */
  topic: Line.optional(),
})

/** One part of what an artifact's numbers are true of, such as the database or how many users there were. */
export const TopologyPart = z.strictObject({ part: Line, value: Line })
export type TopologyPart = z.infer<typeof TopologyPart>

/**
 * What a reader makes of an artifact's bytes, before the collector adds where they came from.
 * `status` comes from the leaves of the file, never from its summary. `measurements` means the file carries
 * numbers and no verdict of its own: only a policy's limits can turn it into proof.
 */
export const Reading = z.strictObject({
  format: FormatName,
  dialect: Line.nullable(),
  tool: z.strictObject({ name: Line, version: Line.nullable() }).nullable(),
  judgement: z.enum(['verdict', 'measurements']),
  status: EvidenceStatus,
  reasons: z.array(Finding),
  counts: Counts.nullable(),
  /** Counts by suite, largest trouble first, nested ones with the names of all they stand in; at most 100, the rest is in `counts`. */
  suites: list(Counts.extend({ name: z.string().max(300) }), 100),
  /**
   * Cases that a policy may ask for: those with an identifier such as AT-052 in their name or suite. At most 200; absent
   * where there are none.
   */
  cases: z.array(NamedCase).max(200).optional(),
  /** Why cases were skipped, by the file's own words, most frequent first; at most 10. */
  skips: z
    .array(z.strictObject({ reason: Line, count: Count }))
    .max(10)
    .optional(),
  /** What a scan looked at, by the file's own words: an image, a folder, a repository, an address. At most 50. */
  targets: z.array(Line).max(50).optional(),
  metrics: z.record(MetricName, z.number()),
  /** The limits that the file itself compares its numbers with, at most 100; a policy may ask for more. */
  limits: z
    .array(z.strictObject({ metric: MetricName, rule: z.enum(['min', 'max']), value: z.number() }))
    .max(100)
    .optional(),
  /** What the numbers are true of, in formats that say so. */
  topology: z.array(TopologyPart).max(10).optional(),
  /** What the file is about, by its own words; package URLs and a release only in formats that name them. */
  subject: z.strictObject({
    commit: ObjectId.nullable(),
    digests: z.array(Sha256).max(200),
    purls: z.array(Purl).max(50).optional(),
    release: Line.optional(),
  }),
  generatedAt: Instant.nullable(),
  recorded: RecordedAct.nullable(),
  /** Vulnerabilities that a scanner found, worst first, at most 200; `findings.*` count them all. */
  vulnerabilities: z.array(FoundVulnerability).max(200).optional(),
  /** What is stated about vulnerabilities, in formats that do that. It proves nothing by itself. */
  statements: VexStatements.optional(),
})
export type Reading = z.infer<typeof Reading>

/** How sure we are that the artifact was made from the released code. */
export const CodeMatch = z.enum(['same', 'dossier-only', 'different', 'unknown'])

/** One artifact as collected: the reference, the reading, and where the bytes came from. */
export const EvidenceItem = Reading.omit({ generatedAt: true }).extend({
  name: Id,
  kind: EvidenceKind,
  purpose: Line.nullable(),
  producer: Line,
  gates: z.array(Id),
  services: z.array(Id),
  run: EvidenceReference.shape.run.unwrap().nullable(),
  url: HttpsUrl.nullable(),
  /** Digest and size of the raw bytes, taken before they were parsed; null when there were none. */
  sha256: Sha256.nullable(),
  bytes: z.int().min(0).nullable(),
  generatedAt: Instant.nullable(),
  /** Who said when: the file, the dossier, or the time of the commit that carries it. */
  timeSource: z.enum(['content', 'dossier', 'commit', 'unknown']),
  collectedFrom: z.strictObject({
    source: z.union([SourceName, z.literal('none')]),
    path: z.string().max(600).nullable(),
  }),
  codeMatch: CodeMatch,
  /** The earlier release that offered the same bytes for another commit, and that commit; left out where none did. */
  reused: z
    .strictObject({ service: ServiceId, version: z.string().min(1).max(500), commit: ObjectId })
    .optional(),
  /** What its bytes and its origin were compared with, in the order of the sources. */
  verification: z.array(Comparison).max(100),
  /** The attestations that it holds, or that GitHub keeps about it. */
  attestations: z.array(Attestation).max(50),
  publish: z.boolean(),
})
export type EvidenceItem = z.infer<typeof EvidenceItem>
