import { hash } from 'node:crypto'
import type { Occasion } from './write.ts'

/**
 * A JUnit report as a test runner writes it: one suite per entry, a failure where `failing` names the case.
 * Case names that are in `failing` but in no suite are added to the last one.
 */
export function writeJunit(
  suites: Readonly<Record<string, readonly string[]>>,
  failing: readonly string[],
  occasion: Occasion,
): string {
  const known = new Set(Object.values(suites).flat())
  const added = failing.filter((name) => !known.has(name))
  const last = Object.keys(suites).at(-1)
  const body = Object.entries(suites).map(([name, cases]) =>
    suite(name, name === last ? [...cases, ...added] : cases, failing, occasion),
  )
  const total = Object.values(suites).flat().length + added.length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(occasion.name)}" tests="${total}" failures="${failing.length}" errors="0">`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(
  name: string,
  cases: readonly string[],
  failing: readonly string[],
  occasion: Occasion,
): string {
  const failures = cases.filter((each) => failing.includes(each)).length
  const time = cases.reduce((sum, each) => sum + duration(each, occasion), 0)
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`
  return [
    `  <testsuite name="${escaped(name)}" ${counts} timestamp="${occasion.at}" time="${time.toFixed(3)}">`,
    '    <properties>',
    `      <property name="commit" value="${occasion.commit}"/>`,
    '    </properties>',
    ...cases.map((each) => testcase(name, each, failing.includes(each), occasion)),
    '  </testsuite>',
  ].join('\n')
}

function testcase(suiteName: string, name: string, failed: boolean, occasion: Occasion): string {
  const start = `    <testcase classname="${escaped(suiteName)}" name="${escaped(name)}" time="${duration(name, occasion).toFixed(3)}"`
  if (!failed) return `${start}/>`
  return `${start}>\n      <failure message="${escaped(name)}: expected to hold, did not"/>\n    </testcase>`
}

/** Between 5 and 904 ms, the same for the same case of the same commit. */
function duration(name: string, occasion: Occasion): number {
  return ((Number.parseInt(hash('sha256', `${name} ${occasion.commit}`).slice(0, 6), 16) % 900) + 5) / 1000
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
