import { XmlElement } from '@rgrove/parse-xml'
import { fromMilliseconds } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { childElements, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { unsupportedFormat } from '../unsupported-formats.ts'
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

/** True for XML whose root is a Cobertura `coverage`; Clover and JaCoCo are other formats with like names. */
export function isCobertura(document: unknown): document is XmlElement {
  if (!(document instanceof XmlElement) || document.name !== 'coverage') return false
  return (
    xmlAttribute(document, 'line-rate') !== undefined || xmlAttribute(document, 'lines-valid') !== undefined
  )
}

/**
 * Cobertura XML → measurements of coverage, counted from its lines; several classes of one file are merged. Where its own
 * totals or rates give less, the lower coverage counts. The time is the `timestamp`, in seconds or milliseconds since
 * 1970. The DOCTYPE is not followed; paths and names stay in the artifact.
 */
export function readCobertura(document: unknown): Reading {
  if (!isCobertura(document)) {
    const what = unsupportedFormat(document)?.what ?? null
    return unreadable('cobertura', [finding('cobertura.wrong_root', { what })])
  }
  const files = filesOf(document)
  const counted = {
    lines: sumCoverage([...files.values()].map((file) => countHits(file.hits.values()))),
    branches: sumCoverage([...files.values()].flatMap((file) => [...file.branches.values()])),
  }
  const declared = {
    lines: declaredOf(document, 'line', 'lines', counted.lines),
    branches: declaredOf(document, 'branch', 'branches', counted.branches),
  }
  const branches = lowerCoverage(counted.branches, declared.branches)
  const misnumbered = [...files.values()].reduce((sum, file) => sum + file.misnumbered, 0)
  return {
    ...emptyReading('cobertura'),
    ...judgeCoverage(
      {
        lines: lowerCoverage(counted.lines, declared.lines),
        ...(counted.branches.total > 0 ? { branches } : {}),
        files: files.size,
      },
      {
        obstacles: [
          ...(misnumbered > 0 ? [finding('cobertura.misnumbered', { total: misnumbered })] : []),
          ...oddCounts(oddTotals(document)),
        ],
        differing: [
          isSame(counted.lines, declared.lines),
          isSame(counted.branches, declared.branches),
        ].filter((same) => !same).length,
      },
    ),
    generatedAt: timeOf(xmlAttribute(document, 'timestamp')),
  }
}

/** Hits and branches by line; `misnumbered` lines stand nowhere in a file. */
type SourceFile = { hits: Map<string, number>; branches: Map<string, CoverageCount>; misnumbered: number }

/** By file name; the lines of methods are repeated in their class. */
function filesOf(root: XmlElement): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>()
  const classes = inside(inside(inside(inside([root], 'packages'), 'package'), 'classes'), 'class')
  for (const each of classes) {
    const path = xmlAttribute(each, 'filename') ?? xmlAttribute(each, 'name') ?? ''
    const file = files.get(path) ?? { hits: new Map(), branches: new Map(), misnumbered: 0 }
    files.set(path, file)
    for (const line of inside(inside([each], 'lines'), 'line')) addLine(file, line)
  }
  return files
}

function inside(elements: readonly XmlElement[], name: string): XmlElement[] {
  return elements.flatMap(childElements).filter((child) => child.name === name)
}

/** A line that two classes share was reached when one of them reached it. */
function addLine(file: SourceFile, line: XmlElement): void {
  const { hits, branches } = file
  const number = xmlAttribute(line, 'number') ?? ''
  const count = xmlAttribute(line, 'hits') ?? ''
  if (!/^\d{1,9}$/.test(number)) file.misnumbered += 1
  hits.set(number, Math.max(hits.get(number) ?? 0, COUNT.test(count) ? Number(count) : 0))
  const [, covered, total] = CONDITIONS.exec(xmlAttribute(line, 'condition-coverage') ?? '') ?? []
  if (covered === undefined) return
  const before = branches.get(number)
  const now = { covered: Number(covered), total: Number(total) }
  if (!before || now.covered > before.covered) branches.set(number, now)
}

/** Some tools write a count as a fraction, with an exponent, or beyond any number of lines. */
const COUNT = /^\d{1,300}(\.\d{1,20})?(e\+?\d{1,2})?$/i

/** `50% (1/2)` */
const CONDITIONS = /\((\d{1,6})\/(\d{1,6})\)$/

/** The report's own totals, else its rate of what was counted; what was counted when it says nothing else. */
function declaredOf(root: XmlElement, one: string, many: string, counted: CoverageCount): CoverageCount {
  const covered = wholeCount(xmlAttribute(root, `${many}-covered`))
  const total = wholeCount(xmlAttribute(root, `${many}-valid`))
  if (covered !== null && total !== null) return counted.total === 0 ? counted : { covered, total }
  const rate = Number(xmlAttribute(root, `${one}-rate`) ?? Number.NaN)
  const declared = Math.floor(rate * counted.total)
  const isNear = Math.abs(rate * counted.total - counted.covered) < 0.5 + 1e-4 * counted.total
  return rate >= 0 && rate <= 1 && !isNear ? { covered: declared, total: counted.total } : counted
}

/** How many totals say something that is no number: the counted lines alone would be believed. */
function oddTotals(root: XmlElement): number {
  const said = ['lines-covered', 'lines-valid', 'branches-covered', 'branches-valid'].flatMap(
    (name) => xmlAttribute(root, name) ?? [],
  )
  return said.filter((text) => wholeCount(text) === null).length
}

/** coverage.py counts milliseconds, most others seconds. */
function timeOf(timestamp: string | undefined): string | null {
  const time = Number(timestamp ?? Number.NaN)
  return time > 0 ? fromMilliseconds(time > 1e11 ? time : time * 1000) : null
}
