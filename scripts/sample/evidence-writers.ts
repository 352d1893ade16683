import { hash } from 'node:crypto'
import type { Act, Artifact } from './story.ts'

/** What a generated artifact says about when and from which code it was made. */
type Origin = { name: string; at: string; commit: string }

export type PipelineRun = Origin & {
  failing: readonly string[]
  measured: Readonly<Record<string, number>>
  act: Act | null
}

/** Formats that the sample writes itself; a `file` is there already. */
export type WrittenFormat = Exclude<Artifact['format'], 'file' | 'attestation'>

const ENDINGS: Record<WrittenFormat, string> = {
  junit: 'xml',
  sarif: 'sarif',
  metrics: 'json',
  record: 'json',
}

/** File name of an artifact inside the evidence folder. */
export function fileName(name: string, format: WrittenFormat): string {
  return `${name}.${ENDINGS[format]}`
}

/** The bytes the sample's CI leaves behind for one artifact of one run. */
export function writeArtifact(format: WrittenFormat, artifact: Artifact, run: PipelineRun): Buffer {
  return Buffer.from(WRITERS[format](artifact, run))
}

const WRITERS: Record<WrittenFormat, (artifact: Artifact, run: PipelineRun) => string> = {
  junit: (artifact, run) => writeJunit(artifact.suites ?? {}, run.failing, run),
  sarif: (artifact, run) => writeSarif(artifact, run.failing, run),
  metrics: writeMetrics,
  record: writeRecord,
}

function writeMetrics(artifact: Artifact, run: PipelineRun): string {
  const values = { ...artifact.metrics, ...run.measured }
  const metrics = Object.entries(values).map(([name, value]) => [
    name,
    { value, unit: artifact.units?.[name] ?? 'count' },
  ])
  const tool = artifact.tool ? { tool: artifact.tool } : {}
  return json({ generatedAt: run.at, commit: run.commit, ...tool, metrics: Object.fromEntries(metrics) })
}

function writeRecord(artifact: Artifact, { act, name }: PipelineRun): string {
  if (!act || !artifact.act)
    throw new Error(`The sample's record ${name} needs an act, here and in records.yaml.`)
  return json({
    record: 1,
    act: artifact.act,
    title: act.title,
    ...(artifact.topic === undefined ? {} : { topic: artifact.topic }),
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

/**
 * A JUnit report as a test runner writes it: one suite per entry, a failure where `failing` names the case.
 * Case names that are in `failing` but in no suite are added to the last one.
 */
function writeJunit(
  suites: Readonly<Record<string, readonly string[]>>,
  failing: readonly string[],
  origin: Origin,
): string {
  const known = new Set(Object.values(suites).flat())
  const added = failing.filter((name) => !known.has(name))
  const last = Object.keys(suites).at(-1)
  const body = Object.entries(suites).map(([name, cases]) =>
    suite(name, name === last ? [...cases, ...added] : cases, failing, origin),
  )
  const total = Object.values(suites).flat().length + added.length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(origin.name)}" tests="${total}" failures="${failing.length}" errors="0">`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(name: string, cases: readonly string[], failing: readonly string[], origin: Origin): string {
  const failures = cases.filter((each) => failing.includes(each)).length
  const time = cases.reduce((sum, each) => sum + duration(each, origin), 0)
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`
  return [
    `  <testsuite name="${escaped(name)}" ${counts} timestamp="${origin.at}" time="${time.toFixed(3)}">`,
    '    <properties>',
    `      <property name="commit" value="${origin.commit}"/>`,
    '    </properties>',
    ...cases.map((each) => testcase(name, each, failing.includes(each), origin)),
    '  </testsuite>',
  ].join('\n')
}

function testcase(suiteName: string, name: string, failed: boolean, origin: Origin): string {
  const start = `    <testcase classname="${escaped(suiteName)}" name="${escaped(name)}" time="${duration(name, origin).toFixed(3)}"`
  if (!failed) return `${start}/>`
  return `${start}>\n      <failure message="${escaped(name)}: expected to hold, did not"/>\n    </testcase>`
}

/** Between 5 and 904 ms, the same for the same case of the same commit. */
function duration(name: string, origin: Origin): number {
  return ((Number.parseInt(hash('sha256', `${name} ${origin.commit}`).slice(0, 6), 16) % 900) + 5) / 1000
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/**
 * A SARIF 2.1.0 log of one scanner run: all rules, and a result for each rule that fires.
 * No result means the scanner looked and found nothing (`results: []`).
 */
function writeSarif(artifact: Artifact, firing: readonly string[], origin: Origin): string {
  const rules = Object.entries(artifact.rules ?? {})
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...artifact.tool, rules: rules.map(([id, rule]) => describe(id, rule)) } },
        invocations: [{ executionSuccessful: true, endTimeUtc: origin.at }],
        versionControlProvenance: [
          { repositoryUri: 'https://git.example.org/socialpredict', revisionId: origin.commit },
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
