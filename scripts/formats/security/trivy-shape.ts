import { z } from 'zod'

const Text = z.string().nullish()

/** A vulnerability, a misconfiguration (`ID`, `Status`) or a secret (`RuleID`): what decides is named alike. */
const Leaf = z.looseObject({
  VulnerabilityID: Text,
  VendorIDs: z.array(z.string()).nullish(),
  ID: Text,
  RuleID: Text,
  Severity: Text,
  Status: Text,
  PkgIdentifier: z.looseObject({ PURL: Text }).nullish(),
})

const Modified = z.looseObject({ Status: Text, Statement: Text, Finding: Leaf.nullish() })

const Result = z.looseObject({
  Class: Text,
  Vulnerabilities: z.array(Leaf).nullish(),
  Misconfigurations: z.array(Leaf).nullish(),
  Secrets: z.array(Leaf).nullish(),
  Licenses: z.array(z.looseObject({ Name: Text, Severity: Text })).nullish(),
  MisconfSummary: z.looseObject({ Successes: z.number().nullish() }).nullish(),
  ExperimentalModifiedFindings: z.array(Modified).nullish(),
})

/** The parts of a Trivy report that decide something; everything else passes by unread. */
export const TrivyReport = z.looseObject({
  SchemaVersion: z.literal(2),
  Trivy: z.looseObject({ Version: Text }).nullish(),
  CreatedAt: Text,
  ArtifactName: Text,
  Metadata: z
    .looseObject({
      OS: z.looseObject({ EOSL: z.boolean().nullish() }).nullish(),
      ImageID: Text,
      RepoDigests: z.array(z.string()).nullish(),
      Commit: Text,
    })
    .nullish(),
  Results: z.array(Result).nullish(),
})

export type TrivyReport = z.infer<typeof TrivyReport>
export type TrivyResult = z.infer<typeof Result>
export type TrivyLeaf = z.infer<typeof Leaf>
export type TrivyModified = z.infer<typeof Modified>
