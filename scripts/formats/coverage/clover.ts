import { XmlElement } from '@rgrove/parse-xml'
import { fromMilliseconds } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { childElements, childrenNamed, localName, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import {
  type CoverageCount,
  countHits,
  isSame,
  judgeCoverage,
  lowerCoverage,
  oddCounts,
  sumCoverage,
  wholeCount,
} from './verdict.ts'

/** True for XML whose root is Clover's `coverage`; Cobertura has the same with other marks. */
export function isClover(document: unknown): document is XmlElement {
  if (!(document instanceof XmlElement) || localName(document) !== 'coverage') return false
  const isMarked =
    xmlAttribute(document, 'clover') !== undefined || xmlAttribute(document, 'generated') !== undefined
  return isMarked && childrenNamed(document, 'project').length > 0
}

/**
 * Clover XML, as OpenClover, PHPUnit, Istanbul and others write it → measurements of coverage, counted from its lines:
 * those of statements and conditions, each once. A condition has two branches. Where its own metrics of statements give
 * less, the lower coverage counts.
 */
export function readClover(document: unknown): Reading {
  if (!isClover(document)) return unreadable('clover', [finding('coverage.other_root', { what: 'Clover' })])
  const projects = childrenNamed(document, 'project')
  const files = projects.flatMap(filesIn).map(linesOf)
  const counted = sumCoverage(files.map(({ hits }) => countHits(hits.values())))
  const declared = sumCoverage(projects.flatMap((each) => declaredBy(each) ?? []))
  const hasTotals = declared.total > 0
  const statements = sumCoverage(files.map((file) => file.statements))
  const branches = sumCoverage(files.map((file) => file.branches))
  const methods = sumCoverage(files.map((file) => file.methods))
  const isBorneOut = !hasTotals || isSame(declared, statements) || isSame(declared, counted)
  return {
    ...emptyReading('clover'),
    ...judgeCoverage(
      {
        lines: isBorneOut ? counted : lowerCoverage(counted, declared),
        ...(branches.total > 0 ? { branches } : {}),
        ...(methods.total > 0 ? { functions: methods } : {}),
        files: files.length,
      },
      {
        obstacles: oddCounts(projects.reduce((sum, each) => sum + oddIn(each), 0)),
        differing: isBorneOut ? 0 : 1,
      },
    ),
    generatedAt: timeOf(xmlAttribute(document, 'generated')),
  }
}

/** Files stand in a project, or in a package of it; Istanbul once wrote them into the metrics. */
function filesIn(element: XmlElement): XmlElement[] {
  const folders = ['package', 'metrics'].flatMap((name) => childrenNamed(element, name))
  return [...childrenNamed(element, 'file'), ...folders.flatMap(filesIn)]
}

type CloverFile = {
  hits: Map<string, number>
  statements: CoverageCount
  branches: CoverageCount
  methods: CoverageCount
}

function linesOf(file: XmlElement): CloverFile {
  const hits = new Map<string, number>()
  const found = { statements: NONE, branches: NONE, methods: NONE }
  for (const line of childElements(file).filter((each) => localName(each) === 'line')) {
    const type = xmlAttribute(line, 'type') ?? ''
    const sides = ['truecount', 'falsecount'].map((name) => countOf(xmlAttribute(line, name)))
    const count =
      type === 'cond'
        ? Math.max(countOf(xmlAttribute(line, 'count')), ...sides)
        : countOf(xmlAttribute(line, 'count'))
    const own = countHits([count])
    if (type === 'method') found.methods = sumCoverage([found.methods, own])
    if (type === 'stmt') found.statements = sumCoverage([found.statements, own])
    if (type === 'cond') found.branches = sumCoverage([found.branches, countHits(sides)])
    const number = xmlAttribute(line, 'num') ?? ''
    if (type !== 'method') hits.set(number, Math.max(hits.get(number) ?? 0, count))
  }
  return { hits, ...found }
}

const NONE: CoverageCount = { covered: 0, total: 0 }

function declaredBy(project: XmlElement): CoverageCount | null {
  const [metrics] = childrenNamed(project, 'metrics')
  if (!metrics) return null
  const [covered, total] = TOTALS.map((name) => countOf(xmlAttribute(metrics, name)))
  return { covered: covered ?? 0, total: total ?? 0 }
}

const TOTALS = ['coveredstatements', 'statements']

/** How many totals of a project say something that is no number: they would count for less than they said. */
function oddIn(project: XmlElement): number {
  const [metrics] = childrenNamed(project, 'metrics')
  const said = metrics ? TOTALS.flatMap((name) => xmlAttribute(metrics, name) ?? []) : []
  return said.filter((text) => wholeCount(text) === null).length
}

/** How often something was reached: what is no number was not. */
function countOf(text: string | undefined): number {
  return wholeCount(text) ?? 0
}

/** Seconds since 1970 of PHPUnit, milliseconds of the others. */
function timeOf(generated: string | undefined): string | null {
  const time = Number(generated ?? Number.NaN)
  return time > 0 ? fromMilliseconds(time > 1e11 ? time : time * 1000) : null
}
