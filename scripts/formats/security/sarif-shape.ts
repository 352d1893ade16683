import { z } from 'zod'

/** Absent and null mean the same in SARIF files: not said. */
function said<T extends z.ZodType>(schema: T) {
  return schema.nullish()
}

const index = z.int().min(-1)

const SarifRule = z.looseObject({
  id: said(z.string()),
  defaultConfiguration: said(z.looseObject({ level: said(z.string()) })),
  properties: said(z.looseObject({ 'security-severity': z.unknown().optional() })),
})

const SarifComponent = z.looseObject({
  name: said(z.string()),
  guid: said(z.string()),
  version: said(z.string()),
  semanticVersion: said(z.string()),
  rules: said(z.array(SarifRule)),
})

const SarifResult = z.looseObject({
  kind: said(z.string()),
  level: said(z.string()),
  ruleId: said(z.string()),
  ruleIndex: said(index),
  rule: said(
    z.looseObject({
      id: said(z.string()),
      index: said(index),
      toolComponent: said(
        z.looseObject({ index: said(index), name: said(z.string()), guid: said(z.string()) }),
      ),
    }),
  ),
  baselineState: said(z.string()),
  suppressions: said(z.array(z.looseObject({ status: said(z.string()) }))),
})

const SarifRun = z.looseObject({
  tool: z.looseObject({ driver: SarifComponent, extensions: said(z.array(SarifComponent)) }),
  invocations: said(
    z.array(
      z.looseObject({
        executionSuccessful: z.boolean(),
        startTimeUtc: said(z.string()),
        endTimeUtc: said(z.string()),
      }),
    ),
  ),
  results: said(z.array(SarifResult)),
  versionControlProvenance: said(z.array(z.looseObject({ revisionId: said(z.string()) }))),
  externalPropertyFileReferences: said(z.looseObject({ results: said(z.array(z.unknown())) })),
})

/** The parts of a SARIF 2.1.0 log that decide something; everything else passes by unread. */
export const SarifLog = z.looseObject({
  version: z.literal('2.1.0'),
  runs: z.array(SarifRun),
  inlineExternalProperties: said(z.array(z.looseObject({ results: said(z.array(z.unknown())) }))),
})

export type SarifLog = z.infer<typeof SarifLog>
export type SarifRun = z.infer<typeof SarifRun>
export type SarifResult = z.infer<typeof SarifResult>
export type SarifRule = z.infer<typeof SarifRule>
export type SarifComponent = z.infer<typeof SarifComponent>
