import { type FinalResults, Parser } from 'tap-parser'
import { asLine } from '#lib/text.ts'
import type { Counts, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { EvidenceFormat } from '../format.ts'
import { emptyReading, NO_COUNTS, unreadable } from '../reading.ts'
import { type FoundCase, keepNames } from './names.ts'
import { judgeTests, type TestVerdict, testMetrics, withDoubts } from './verdict.ts'

/** True for text with a version line or a plan of the Test Anything Protocol. */
function isTap(document: unknown): document is string {
  return typeof document === 'string' && /^(TAP version \d+|\d+\.\.\d+)\s*(#|$)/m.test(document)
}

/** What the parser is asked to read at most: its time grows with the size and with the depth of subtests. */
const MAX_LENGTH = 8 << 20
const MAX_DEPTH = 64
const TOO_DEEP = new RegExp(`^ {${4 * MAX_DEPTH},}(ok|not ok|# Subtest|\\d+\\.\\.\\d)`, 'm')

/**
 * TAP 12 to 14 → a verdict from its test points, those of subtests instead of the points that sum them up. Of the
 * parser only the points and plans are believed: it calls `1..0 # SKIP` and text without a test "ok". A plan is
 * required and must be met, wherever it stands; a run that bailed out failed. A line that is `not ok` in other letters than
 * TAP's is no test point to the parser, and leaves it open. TAP carries neither time nor commit;
 * diagnostics stay in the artifact.
 */
function readTap(document: unknown): Reading {
  if (!isTap(document)) return unreadable('tap', [finding('tap.no_tap')])
  if (document.length > MAX_LENGTH) {
    return unreadable('tap', [finding('document.too_large', { bytes: document.length, max: MAX_LENGTH })])
  }
  if (TOO_DEEP.test(document)) return unreadable('tap', [finding('document.too_deep', { max: MAX_DEPTH })])
  const { counts, cases, runs, misspelled } = walk(document)
  const { remarks, ...names } = keepNames([], cases)
  const { status, reasons } = judge(counts, runs, [
    ...unsupportedVersion(document),
    ...(misspelled > 0 ? [finding('tap.misspelled', { total: misspelled })] : []),
  ])
  return {
    ...emptyReading('tap'),
    dialect: dialectOf(document),
    status,
    reasons: [...reasons, ...remarks],
    counts,
    ...names,
    metrics: testMetrics(counts, null),
  }
}

/** The outermost run and all subtests, with the points that stand for one test each. */
type Walk = { counts: Counts; cases: FoundCase[]; runs: Run[]; misspelled: number }

/** `isPlanned`: it has a plan of its own, not one that the parser made up for a run that was cut off. */
type Run = FinalResults & { isPlanned: boolean }

function walk(text: string): Walk {
  const counts = { ...NO_COUNTS }
  const cases: FoundCase[] = []
  const runs: Run[] = []
  let misspelled = 0
  const listen = (parser: Parser) => {
    let subtest: FinalResults | null = null
    // Nothing is read from diagnostics, and parsing their YAML costs the square of its keys.
    parser.processYamlish = () => parser.resetYamlish()
    parser.on('child', listen)
    parser.on('extra', (line: string) => (misspelled += /^\s*not\s+ok\b/i.test(line) ? 1 : 0))
    parser.on('child', (child: Parser) =>
      child.on('complete', (results: FinalResults) => (subtest = results)),
    )
    parser.on('complete', (results: FinalResults) => {
      runs.push({ ...results, isPlanned: results.plan.end !== null && !parser.syntheticPlan })
    })
    parser.on('assert', ({ ok, skip, todo, name, fullname, closingTestPoint }) => {
      const isSum = closingTestPoint && subtest !== null && (ok || hasFailures(subtest))
      subtest = null
      if (isSum) return
      counts.total += 1
      const status = skip || todo ? 'skipped' : ok ? 'passed' : 'failed'
      counts[status] += 1
      const within = [asLine(fullname.slice(0, -name.length).replace(/[ >]+$/, ''))]
      cases.push({ name: asLine(name) ?? '', within, status, reason: skip === true ? null : skip || null })
    })
  }
  const parser = new Parser()
  listen(parser)
  parser.end(text)
  return { counts, cases, runs, misspelled }
}

/** A test point that failed, not a plan or a line that is wrong. */
function hasFailures({ failures }: FinalResults): boolean {
  return failures.some(({ tapError }) => tapError === null)
}

function judge(counts: Counts, runs: readonly Run[], others: readonly Finding[]): TestVerdict {
  const isBailedOut = runs.some(({ bailout }) => bailout !== false)
  const verdict = withDoubts(judgeTests(counts), [...doubts(runs), ...others])
  if (!isBailedOut) return verdict
  return { status: 'failed', reasons: [finding('tap.bailed_out'), ...verdict.reasons] }
}

/** Plans that are missing or not met, and whatever else the parser found wrong with the lines. */
function doubts(runs: readonly Run[]): Finding[] {
  const unplanned = runs.filter(({ isPlanned }) => !isPlanned).length
  const unmet = runs.find(({ isPlanned, plan, count }) => isPlanned && planned(plan) !== count)
  const isBroken = runs.some(({ failures }) => failures.some(({ tapError }) => tapError !== null))
  return [
    ...(unplanned > 0 ? [finding('tap.no_plan')] : []),
    ...(unmet ? [finding('tap.plan_not_met', { planned: planned(unmet.plan), counted: unmet.count })] : []),
    ...(isBroken && unplanned === 0 && !unmet ? [finding('tap.broken')] : []),
  ]
}

function planned({ start, end }: FinalResults['plan']): number {
  return Math.max(0, (end ?? 0) - (start ?? 1) + 1)
}

function unsupportedVersion(text: string): Finding[] {
  const [, version] = /^TAP version (\d{1,9})\s*$/m.exec(text) ?? []
  return version === undefined || /^1[2-4]$/.test(version) ? [] : [finding('tap.version', { version })]
}

function dialectOf(text: string): string | null {
  const [, version] = /^TAP version (1[2-4])\s*$/m.exec(text) ?? []
  return version === undefined ? null : `TAP ${version}`
}

/** The one format of tests whose reader needs more than a browser has; the only text among them. */
export const TAP_FORMAT: EvidenceFormat = {
  name: 'tap',
  syntax: 'text',
  recognizes: isTap,
  read: readTap,
  about: {
    section: 'tests',
    what: 'Test Anything Protocol 12 to 14',
    from: '`node --test --test-reporter=tap`, `prove`, `bats --formatter tap`',
    passes: 'the same, and every plan is present and met, in subtests too; a run that bailed out failed',
  },
}
