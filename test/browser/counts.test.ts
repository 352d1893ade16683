import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'
import { evidencePath, indexLines, readPage, recordOf, releasePath } from './pages.ts'

const LINES = indexLines()
const ASSESSED = LINES.filter((line) => line.state === 'dossier')
let pages: Map<IndexLine, string>
let proofs: Map<IndexLine, string>

beforeAll(() => {
  pages = new Map(LINES.map((line) => [line, readPage(releasePath(line))]))
  proofs = new Map(ASSESSED.map((line) => [line, readPage(evidencePath(line) ?? '')]))
})

/** The first group of the first match in a page's text, without its tags. */
function find(html: string, pattern: RegExp): string | undefined {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
  return pattern.exec(text)?.slice(1).join(' ')
}

/** The rows of evidence by name and word; what passed has a mark in place of its word. */
function rowsOf(html: string): { name: string; word: string }[] {
  return [...html.matchAll(/<details class="ev" id="e-([^"]*)"[^>]*>([\s\S]*?)<\/summary>/g)].map(
    ([, name = '', line = '']) => ({ name, word: /<b>([^<]*)<\/b>/.exec(line)?.[1] ?? 'passed' }),
  )
}

const pageOf = (line: IndexLine) => pages.get(line) ?? ''
/** Where a release tells its evidence and its way: on a page of its own, when it was assessed. */
const proofOf = (line: IndexLine) => proofs.get(line) ?? pageOf(line)

describe('every release page', () => {
  test('names the verdict that the index holds, and blockers only where there is no GO', () => {
    for (const line of ASSESSED) {
      const word = VERDICT_WORDS[verdictOf(line.state, line.today)]
      expect(pageOf(line), releasePath(line)).toMatch(
        new RegExp(`class="verdict \\w+ big"[^>]*><svg[^>]*><use[^>]*/></svg>${word}</span>`),
      )
      const heading = /id="h-blockers">([^<]*)</.exec(pageOf(line))?.[1]
      expect(heading, releasePath(line)).toMatch(
        line.blockers === 0
          ? /^No blockers$/
          : new RegExp(`^${line.blockers} (blockers?(, .+)?|checks? ran out)$`),
      )
      const then = find(pageOf(line), /At release ?((?:NO-GO|GO), \d+ \S+)/)
      expect(then, releasePath(line)).toMatch(
        line.atRelease === 'go' ? /^GO, \d+ of$/ : /^NO-GO, [1-9]\d* blockers?/,
      )
    }
  })

  test('counts as passed the rows of its evidence that say so, and says the same number in its chain of proof', () => {
    for (const line of ASSESSED) {
      const html = pageOf(line)
      const { evidence } = recordOf(line)
      if (evidence.length === 0) continue
      const rows = rowsOf(proofOf(line)).map(({ word }) => word)
      const passed = rows.filter((word) => word === 'passed').length
      expect(rows.length, releasePath(line)).toBe(evidence.length)
      expect(find(html, /(\d+) of (\d+) passed:/), releasePath(line)).toBe(`${passed} ${evidence.length}`)
      expect(find(html, /(\d+) artifacts?, (\d+) passed/), releasePath(line)).toBe(
        `${evidence.length} ${passed}`,
      )
    }
  })
})

test('the process counts the releases whose own pages say that they came so far', () => {
  const steps = JSON.parse(readFileSync(join(inject('content'), 'releases/summary.json'), 'utf8')).steps
  const marks = (letter: string, word: RegExp) =>
    LINES.filter((line) => word.test(cameTo(line, letter))).length
  const reading = textOf('process/')
  for (const said of [
    `${steps.passed} yes`,
    `${steps.refused} no`,
    `${steps.released} tags`,
    `${steps.reworked} reworked`,
  ])
    expect(reading).toContain(` ${said} `)
  expect(steps.released).toBe(LINES.length)
  expect(steps.passed).toBe(
    LINES.filter((line) => line.state === 'dossier' && line.atRelease === 'go').length,
  )
  expect(steps.refused).toBe(
    LINES.filter((line) => line.state === 'dossier' && line.atRelease === 'no-go').length,
  )
  expect(steps.withDossier).toBe(ASSESSED.length)
  expect(marks('C', /^reached/)).toBe(steps.withDossier)
  expect(marks('D', /^yes/)).toBe(steps.passed)
  expect(marks('G', /^due/)).toBe(steps.refused)
  expect(marks('B', /^reached/)).toBe(steps.withEvidence)
  expect(marks('A', /^reached/)).toBe(steps.withIntent)
  // Each number leads to the newest of the releases that it counts, whose own pages say the same.
  const ways = { A: /^reached/, B: /^reached/, C: /^reached/, D: /^(yes|no)/ }
  for (const [letter, word] of Object.entries(ways)) {
    const step = readPage('process/').split(`id="state-${letter}"`)[1]?.split('id="state-', 1)[0] ?? ''
    const linked = [...step.matchAll(/href="[^"]*?(releases\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(linked.length, letter).toBeGreaterThan(15)
    for (const line of LINES.filter((each) => linked.includes(releasePath(each))))
      expect(cameTo(line, letter), `${letter} ${releasePath(line)}`).toMatch(word)
  }
})

/** The same for a release without a dossier, whose page has no way: its pull requests are what it was meant by. */
function cameTo(line: IndexLine, letter: string): string {
  if (line.state !== 'no-dossier' || letter !== 'A') return wayOf(proofOf(line), letter)
  return find(pageOf(line), /What changed ?\d+ commits?, ([1-9]\d*) pull requests?/) === undefined
    ? ''
    : 'reached'
}

/** What the page of a release says of a step of its way. */
function wayOf(html: string, letter: string): string {
  return new RegExp(`<b>${letter}</b> [^<]*<small>([^<]*)`).exec(html)?.[1] ?? ''
}

test('an artifact has one word on the page of its release, its service and all evidence', () => {
  const words = new Map<string, Set<string>>()
  const note = (key: string, word: string) => words.set(key, (words.get(key) ?? new Set()).add(word))
  for (const line of ASSESSED)
    for (const { name, word } of rowsOf(proofOf(line))) note(`${evidencePath(line)}#e-${name}`, word)
  let seen = 0
  for (const row of readPage('evidence/').split('<li><details>')) {
    const word = /^<summary[^>]*><span class="state [^>]*><svg[\s\S]*?<\/svg>([^<]*)</.exec(row)?.[1]
    const place = /href="[^"]*?(releases\/[^"]*#e-[^"]*)"/.exec(row)?.[1]
    if (word === undefined || place === undefined) continue
    seen += 1
    note(place, word)
  }
  expect(seen).toBeGreaterThan(20)
  expect([...words].filter(([, said]) => said.size > 1)).toEqual([])
})

/** A page's text, its tags as blanks. */
function textOf(path: string): string {
  return readPage(path)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

test('the lists of releases and services count what the index holds', () => {
  const list = textOf('releases/')
  const byVerdict = Map.groupBy(LINES, (line) => VERDICT_WORDS[verdictOf(line.state, line.today)])
  const byService = Map.groupBy(LINES, (line) => line.service)
  expect(list).toContain(`${LINES.length} releases of ${byService.size} services`)
  for (const [name, lines] of [...byVerdict, ...byService])
    expect(list).toContain(` ${name} ${lines.length} `)
  for (const [service, lines] of byService) {
    const rows =
      readPage(`services/${service}/`).match(
        /<tr><th scope="row"(?: class="rel")?><a href="[^"]*releases\//g,
      ) ?? []
    expect(rows.length, service).toBe(lines.length)
  }
})

test('the ledger and the quarantine count what the data holds, and the posture says the same', () => {
  const ledger = readFileSync(join(inject('content'), 'ledger.ndjson'), 'utf8')
    .trim()
    .split('\n')
  const newest = new Map(
    ledger.map((line) => JSON.parse(line)).map(({ service, version, act }) => [`${service}@${version}`, act]),
  )
  const withdrawn = [...newest.values()].filter((act) => act === 'withdrawn').length
  expect(textOf('ledger/')).toContain(`${ledger.length} entries about ${newest.size} releases`)
  expect(textOf('ledger/')).toContain(`${withdrawn} of them withdrawn`)
  expect(newest.size).toBe(LINES.length + withdrawn)
  const quarantined = LINES.filter((line) => line.state === 'quarantined')
  expect(textOf('')).toContain(`${quarantined.length} releases are quarantined`)
  for (const { service, version } of quarantined)
    expect(textOf('quarantine/')).toContain(`${service} ${version}`)
  const tampered = LINES.filter((line) => line.tampered)
  expect(textOf('').match(/TAMPERED /g) ?? []).toHaveLength(tampered.length)
  for (const { service, version } of tampered) expect(textOf('evidence/')).toContain(`${service} ${version}`)
})
