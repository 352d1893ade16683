import { join, resolve } from 'node:path'
import { type CheckStep, runStep, type StepResult, summaryLine } from '#check/steps.ts'
import { surviveClosedPipes } from '#lib/program.ts'
import { printable } from '#lib/text.ts'

const CACHE = '.cache/test'
const node = process.execPath
const bin = (name: string) => resolve('node_modules/.bin', name)
const vitest = (project: string): CheckStep => {
  const report = join(CACHE, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name: project,
    command: bin('vitest'),
    args: ['run', '--config', 'test/vitest.config.ts', '--project', project, ...reporters],
    // Vitest then refuses to write a missing snapshot instead of passing.
    env: { CI: '1' },
    report,
  }
}

/**
 * In order of cost. All are run, also after a failure: one run shows everything there is to repair. Arguments name
 * the steps to run instead. `samples` is only run when named: it needs a folder that is not in this repository.
 */
const STEPS: readonly CheckStep[] = [
  { name: 'format', command: bin('biome'), args: ['format', '--max-diagnostics=none'] },
  {
    name: 'lint',
    command: bin('biome'),
    args: ['lint', '--max-diagnostics=none', '--error-on-warnings'],
  },
  { name: 'schema', command: node, args: ['scripts/catalog.ts', 'schema', '--check'] },
  { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
  { name: 'sample', command: node, args: ['scripts/check/collect-sample.ts'] },
  { name: 'reliability', command: node, args: ['scripts/check/reliability.ts', '--quiet'] },
  { name: 'structure', command: node, args: ['scripts/check/structure.ts'] },
  {
    name: 'types',
    command: bin('astro'),
    args: ['check', '--minimumFailingSeverity', 'warning'],
    env: {
      CATALOG_CONTENT: resolve(CACHE, 'content'),
      CATALOG_AUTHORED: resolve('test/sample'),
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  },
  vitest('unit'),
  vitest('programs'),
  vitest('browser'),
  vitest('samples'),
]

surviveClosedPipes()
const named = process.argv.slice(2)
const unknown = named.find((each) => STEPS.every(({ name }) => name !== each))
if (unknown !== undefined)
  console.error(
    `${printable(unknown)} is no step of the tests. Name some of: ${STEPS.map(({ name }) => name).join(', ')}.`,
  )
const results = STEPS.filter(({ name }) =>
  named.length > 0 ? named.includes(name) : name !== 'samples',
).map(report)
console.log(`\n${summaryLine(results)}`)
process.exitCode = unknown !== undefined ? 2 : results.length > 0 && results.every(({ ok }) => ok) ? 0 : 1

function report(step: CheckStep): StepResult {
  process.stdout.write(step.name.padEnd(10))
  const result = runStep(step)
  const counts = step.report ? `, ${summaryLine([result])}` : ''
  console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${result.seconds.toFixed(1)} s${counts}`)
  if (!result.ok) console.log(`\n${result.output.trim()}\n`)
  return result
}
