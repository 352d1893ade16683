import { z } from 'zod'
import { EvidenceKind, FormatName, RecordedAct } from './evidence.ts'
import {
  Glob,
  HttpsUrl,
  Id,
  Instant,
  Line,
  list,
  MetricName,
  PolicyVersion,
  Profile,
  RelativePath,
  ReleaseType,
  Severity,
} from './primitives.ts'

/** A limit on a measured number; at least one of `min` and `max`, both inclusive. */
export const Threshold = z.strictObject({
  metric: MetricName,
  min: z.number().optional(),
  max: z.number().optional(),
  unit: Line.optional(),
  /** The reviewed baseline update that explains why a limit was loosened [002]. */
  baselineRef: HttpsUrl.optional(),
})
export type Threshold = z.infer<typeof Threshold>

/**
 * A name to look for: the words that must stand in it, wherever they stand. Case, hyphens and underscores do not matter,
 * words count whole (`AT-052` is in `TestAT052Replay` and not in `AT-0521`), and `*` stands for any characters. Compared by
 * `decide/lib/names.ts`.
 */
export const NamePattern = Line.max(120).regex(/[\p{L}\p{N}]/u, 'a name, with at least one letter or digit')

/** Left out, nothing is asked. */
const NamePatterns = z.array(NamePattern).min(1).max(20).optional()

/** A share of a whole, from 0 to 1. */
const Share = z.number().min(0).max(1)

/** One sort of proof that a gate or artifact takes. A bound item must satisfy every part of one clause. */
export const Acceptance = z.strictObject({
  kinds: z.array(EvidenceKind).min(1),
  formats: z.array(FormatName).min(1),
  /** For `record`: which acts of a person count. */
  acts: list(RecordedAct.shape.act),
  /** Tool names as found in the artifact, compared without case; empty = any. */
  tools: list(Line),
  /** Each names suites of tests that must be there, and in which something passed and nothing failed. */
  suites: NamePatterns,
  /** Each names cases that must be there and have passed: one that was skipped proves nothing. */
  cases: z
    .array(NamePattern.regex(/\p{L}[\p{Pd}_]?\p{N}/u, 'the identifier of a case, such as AT-052'))
    .min(1)
    .max(20)
    .optional(),
  /** One of them must fit the producer that the dossier declares. A name is a claim; `signers` are proven. */
  producers: NamePatterns,
  /** Expectations of the catalog's trust, one of which must have signed the artifact or an attestation about it. */
  signers: z.array(Id).min(1).max(20).optional(),
  /**
   * Workflows of the forge, by the path of their file, whole: the forge must know the artifact's bytes from a run of one of
   * them that succeeded on the artifact's commit.
   */
  workflows: z.array(RelativePath).min(1).max(20).optional(),
  /** For `record`: one of them must fit what the act was about. */
  topics: NamePatterns,
  /** One of them must fit something that the scan looked at, by the file's own word. */
  targets: NamePatterns,
  /** Greatest share of skipped cases; left out, the policy's own. */
  maxSkippedShare: Share.optional(),
  /**
   * True: the forge must know the artifact's bytes from a run on the artifact's commit that succeeded as a whole, because
   * a report may be green although its run failed. Records of people come from no run. Left out, the policy's own.
   */
  runConclusion: z.boolean().optional(),
  thresholds: list(Threshold),
  /** Maximum age at the moment of judging, in days; null = does not age. */
  maxAgeDays: z.number().positive().nullable(),
  /** `this` = made from the released code; `any` = not bound to a commit (a drill, a review). */
  code: z.enum(['this', 'any']),
})
export type Acceptance = z.infer<typeof Acceptance>

/** True: an artifact is proof only when somebody who may sign has signed for it; its digest alone is not enough. */
const RequireVerified = z.boolean().default(false)

/** What must hold for a gate, besides proof. The rules are a table in `decide/rules.ts`. */
export const GateRule = z.enum([
  'evidence',
  'breaking-changes',
  'release-notes',
  'compatibility-notes',
  'approvals',
])

export const Gate = z.strictObject({
  id: Id,
  title: Line,
  requirement: z.enum(['mandatory', 'conditional']),
  /** For conditional gates: when it applies, in words. */
  condition: Line.optional(),
  rule: GateRule,
  /** Where its proof comes from, in words [003]. */
  evidenceSource: Line,
  /** Critical-path controls it stands for [000]. */
  controls: list(
    z.enum([
      'ledger-invariants',
      'payout-correctness',
      'replay-protection',
      'latency-budgets',
      'observability',
      'alert-coverage',
      'sign-off',
    ]),
  ),
  accepts: list(Acceptance),
  requireVerified: RequireVerified,
})
export type Gate = z.infer<typeof Gate>

export const GateGroup = z.strictObject({ id: Id, title: Line, gates: z.array(Gate) })
export type GateGroup = z.infer<typeof GateGroup>

export const PolicyArtifact = z.strictObject({
  name: Id,
  title: Line,
  producer: Line,
  purpose: Line,
  accepts: z.array(Acceptance).min(1),
  requireVerified: RequireVerified,
})
export type PolicyArtifact = z.infer<typeof PolicyArtifact>

/** What a release of one type needs [002]. */
export const TypeRequirement = z.strictObject({
  releaseType: ReleaseType,
  summary: Line,
  /** Profiles that are good enough; empty = any. */
  profiles: list(Profile),
  artifacts: list(Id),
  /** Added when the dossier names external providers. */
  artifactsWhenExternal: list(Id),
  profilesWhenExternal: list(Profile),
})
export type TypeRequirement = z.infer<typeof TypeRequirement>

/**
 * How an approval is proven, beyond the dossier's word: by the person's approving review of the released commit on the
 * forge, or by their own signed record that they sign it off or accept it.
 */
export const ApprovalProof = z.enum(['review', 'signed-record'])
export type ApprovalProof = z.infer<typeof ApprovalProof>

/** Versioned data that says what a release must show. A new policy never rewrites an old decision. */
export const Policy = z.strictObject({
  id: Id,
  version: PolicyVersion,
  title: Line,
  status: Line,
  validFrom: Instant,
  sources: list(z.strictObject({ title: Line, url: HttpsUrl.optional() })),
  groups: z.array(GateGroup).length(5),
  artifacts: list(PolicyArtifact),
  requirements: z.array(TypeRequirement).length(4),
  profiles: z.array(z.strictObject({ id: Profile, role: Line, produces: list(Id) })),
  /** Roles that must approve, and how many distinct persons each. */
  approvers: z.array(
    z.strictObject({
      role: Id,
      title: Line,
      quorum: z.int().min(1),
      /** Approvals in this role have to be proven, in one of these ways. Left out, the dossier's word counts. */
      verifiedBy: z.array(ApprovalProof).min(1).optional(),
    }),
  ),
  /**
   * False: one person may approve in several roles, and the service's owner alone. Left out, roles need distinct persons,
   * one of them not the owner.
   */
  distinctApprovers: z.boolean().optional(),
  /**
   * Who may say that a vulnerability does not matter here: authors of OpenVEX documents, letter by letter. Nobody, when
   * left out. The document's bytes must be those that the dossier names, because that is what approvals bind.
   */
  vexAuthors: list(Line),
  /**
   * In which tools a finding may be suppressed with a reason, by the name that a scan gives its tool, letter by letter: the
   * limits on `findings.suppressed_*` do not hold for them. In none, when left out. A scan does not say who suppressed.
   */
  suppressors: list(Line),
  blockingSeverities: z.array(Severity).min(1),
  /** Greatest share of skipped cases where a clause says nothing else; left out, any share. */
  maxSkippedShare: Share.optional(),
  /**
   * True: one file proves one gate or required artifact, whatever names it goes by, unless the clauses of each of them name
   * cases or suites that it holds.
   */
  distinctBytes: z.boolean().default(false),
  /**
   * Accepted fallbacks that count: of which severities, and for how many days from the decision. Left out by versions that
   * put no limit on them.
   */
  fallbacks: z.strictObject({ severities: list(Severity), maxDays: z.number().positive() }).optional(),
  /** For how many days from the decision a waiver may hold; left out by versions that put no limit on that. */
  waivers: z.strictObject({ maxDays: z.number().positive() }).optional(),
  /** Files that a docs-patch may change, whole paths in either case; left out by versions that do not hold it to any. */
  documentationPaths: z.array(Glob).max(200).optional(),
  /** True: evidence has to come from a run that succeeded, where a clause says nothing else. */
  runConclusion: z.boolean().optional(),
  /** True: evidence counts from the first attempt of a workflow run only. */
  firstAttempt: z.boolean().optional(),
  /** True: the tag must carry a signature of somebody who may sign it. */
  requireVerifiedTag: z.boolean().default(false),
  checklist: list(
    z.strictObject({
      area: Line,
      requiredProof: Line,
      /** Names of the checks of this area that a checklist file has to hold. */
      checks: list(Id),
      /** The types of releases that need it; left out, all. */
      releaseTypes: z.array(ReleaseType).min(1).optional(),
    }),
  ),
})
export type Policy = z.infer<typeof Policy>
