import type { Artifact } from './story.ts'
import type { Occasion } from './write.ts'

/**
 * A SARIF 2.1.0 log of one scanner run: all rules, and a result for each rule that fires.
 * No result means the scanner looked and found nothing (`results: []`).
 */
export function writeSarif(artifact: Artifact, firing: readonly string[], occasion: Occasion): string {
  const rules = Object.entries(artifact.rules ?? {})
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...artifact.tool, rules: rules.map(([id, rule]) => describe(id, rule)) } },
        invocations: [{ executionSuccessful: true, endTimeUtc: occasion.at }],
        versionControlProvenance: [
          { repositoryUri: 'https://git.example.org/socialpredict', revisionId: occasion.commit },
        ],
        results: firing.map((id) => result(id, rules.find(([name]) => name === id)?.[1])),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

type Rule = NonNullable<Artifact['rules']>[string]

function describe(id: string, rule: Rule) {
  return {
    id,
    shortDescription: { text: rule.text },
    defaultConfiguration: { level: level(rule.severity) },
    properties: { 'security-severity': rule.severity.toFixed(1) },
  }
}

function result(id: string, rule: Rule | undefined) {
  if (!rule) throw new Error(`The sample lets the rule ${id} fire, which its scanner does not have.`)
  return {
    ruleId: id,
    level: level(rule.severity),
    message: { text: rule.text },
    locations: [
      { physicalLocation: { artifactLocation: { uri: 'backend/go.mod' }, region: { startLine: 1 } } },
    ],
  }
}

function level(severity: number): 'error' | 'warning' | 'note' {
  if (severity >= 7) return 'error'
  return severity >= 4 ? 'warning' : 'note'
}
