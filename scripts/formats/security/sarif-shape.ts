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
  notifications: said(z.array(SarifRule)),
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
  suppressions: said(z.array(z.looseObject({ status: said(z.string()), justification: said(z.string()) }))),
})

const SarifNotification = z.looseObject({
  level: said(z.string()),
  exception: said(z.looseObject({})),
  descriptor: said(z.looseObject({ id: said(z.string()), index: said(index) })),
})

const SarifInvocation = z.looseObject({
  executionSuccessful: z.boolean(),
  exitCode: said(z.int()),
  exitSignalName: said(z.string()),
  exitSignalNumber: said(z.int()),
  processStartFailureMessage: said(z.string()),
  toolExecutionNotifications: said(z.array(SarifNotification)),
  toolConfigurationNotifications: said(z.array(SarifNotification)),
  startTimeUtc: said(z.string()),
  endTimeUtc: said(z.string()),
})

const SarifRun = z.looseObject({
  tool: z.looseObject({ driver: SarifComponent, extensions: said(z.array(SarifComponent)) }),
  invocations: said(z.array(SarifInvocation)),
  conversion: said(z.looseObject({ invocation: said(SarifInvocation) })),
  results: said(z.array(SarifResult)),
  versionControlProvenance: said(
    z.array(z.looseObject({ revisionId: said(z.string()), repositoryUri: z.unknown().optional() })),
  ),
  /** Files that the tool knows of; as `analysisTarget` it looked at them. */
  artifacts: said(
    z.array(z.looseObject({ location: z.unknown().optional(), roles: z.unknown().optional() })),
  ),
  /** Trivy names the image here. */
  properties: said(z.looseObject({ imageName: z.unknown().optional() })),
  externalPropertyFileReferences: said(z.looseObject({ results: said(z.array(z.unknown())) })),
})

/** The parts of a SARIF 2.1.0 log that decide something; everything else passes by unread. */
export const SarifLog = z.looseObject({
  version: z.literal('2.1.0'),
  runs: z.array(SarifRun),
  inlineExternalProperties: said(z.array(z.looseObject({ results: said(z.array(z.unknown())) }))),
})

export type SarifLog = z.infer<typeof SarifLog>
export type SarifInvocation = z.infer<typeof SarifInvocation>
export type SarifNotification = z.infer<typeof SarifNotification>
export type SarifRun = z.infer<typeof SarifRun>
export type SarifResult = z.infer<typeof SarifResult>
export type SarifRule = z.infer<typeof SarifRule>
export type SarifComponent = z.infer<typeof SarifComponent>
