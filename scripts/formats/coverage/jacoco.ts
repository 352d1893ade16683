import { XmlElement } from '@rgrove/parse-xml'
import { fromMilliseconds } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { childrenNamed, localName, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import {
  type CoverageCount,
  isSame,
  judgeCoverage,
  lowerCoverage,
  oddCounts,
  sumCoverage,
  wholeCount,
} from './verdict.ts'

/** True for XML whose root is JaCoCo's `report`. */
export function isJacoco(document: unknown): document is XmlElement {
  if (!(document instanceof XmlElement) || localName(document) !== 'report') return false
  return ['sessioninfo', 'counter', 'package', 'group'].some(
    (name) => childrenNamed(document, name).length > 0,
  )
}

/**
 * JaCoCo XML → measurements of coverage, counted from the lines of its source files; groups are followed. Where its own
 * counters give less, the lower coverage counts. A report without lines proves nothing: whoever cuts them out keeps what
 * counters he likes, and whoever spoils a count hides what was not reached. The time is that of the latest session.
 */
export function readJacoco(document: unknown): Reading {
  if (!isJacoco(document)) return unreadable('jacoco', [finding('coverage.other_root', { what: 'JaCoCo' })])
  const packages = packagesIn(document)
  const files = packages.flatMap((each) => childrenNamed(each, 'sourcefile'))
  const lines = files.flatMap((each) => childrenNamed(each, 'line'))
  const methods = packages
    .flatMap((each) => childrenNamed(each, 'class'))
    .flatMap((each) => childrenNamed(each, 'method'))
  const counted = {
    lines: sumCoverage(lines.map(reachedIn)),
    branches: sumCoverage(lines.map((line) => missedAndCovered(line, 'mb', 'cb'))),
    functions: sumCoverage(methods.map((each) => counterOf(each, 'METHOD') ?? { covered: 0, total: 1 })),
  }
  const declared = {
    lines: counterOf(document, 'LINE') ?? counted.lines,
    branches: counterOf(document, 'BRANCH') ?? counted.branches,
    functions: counterOf(document, 'METHOD') ?? counted.functions,
  }
  const parts = ['lines', 'branches', 'functions'] as const
  const [lower, branches, functions] = parts.map((part) => lowerCoverage(counted[part], declared[part]))
  return {
    ...emptyReading('jacoco'),
    ...judgeCoverage(
      {
        lines: lower ?? counted.lines,
        ...(branches && counted.branches.total > 0 ? { branches } : {}),
        ...(functions && methods.length > 0 ? { functions } : {}),
        files: files.length,
      },
      {
        obstacles: oddCounts(oddIn(lines, [document, ...methods])),
        differing: parts.filter((part) => !isSame(counted[part], declared[part])).length,
      },
    ),
    generatedAt: latestSession(document),
  }
}

function packagesIn(element: XmlElement): XmlElement[] {
  return [...childrenNamed(element, 'package'), ...childrenNamed(element, 'group').flatMap(packagesIn)]
}

/** A line was reached when one of its instructions was. */
function reachedIn(line: XmlElement): CoverageCount {
  const { covered, total } = missedAndCovered(line, 'mi', 'ci')
  return { covered: covered > 0 ? 1 : 0, total: total > 0 ? 1 : 0 }
}

function counterOf(element: XmlElement, type: string): CoverageCount | null {
  const counter = childrenNamed(element, 'counter').find((each) => xmlAttribute(each, 'type') === type)
  return counter ? missedAndCovered(counter, 'missed', 'covered') : null
}

function missedAndCovered(element: XmlElement, missed: string, covered: string): CoverageCount {
  const [reached, rest] = [covered, missed].map((name) => wholeCount(xmlAttribute(element, name)) ?? 0)
  return { covered: reached ?? 0, total: (reached ?? 0) + (rest ?? 0) }
}

/** How many counts are none: those of lines, and those of the counters that are read. JaCoCo writes each of them, also a 0. */
function oddIn(lines: readonly XmlElement[], counted: readonly XmlElement[]): number {
  const counters = counted
    .flatMap((each) => childrenNamed(each, 'counter'))
    .filter((each) => READ.has(xmlAttribute(each, 'type') ?? ''))
  const odd = (elements: readonly XmlElement[], names: readonly string[]) =>
    elements
      .flatMap((each) => names.map((name) => wholeCount(xmlAttribute(each, name))))
      .filter((count) => count === null).length
  return odd(lines, ['mi', 'ci', 'mb', 'cb']) + odd(counters, ['missed', 'covered'])
}

const READ: ReadonlySet<string> = new Set(['LINE', 'BRANCH', 'METHOD'])

function latestSession(root: XmlElement): string | null {
  const ends = childrenNamed(root, 'sessioninfo').map((each) =>
    Number(xmlAttribute(each, 'dump') ?? Number.NaN),
  )
  const last = Math.max(...ends.filter(Number.isFinite))
  return last > 0 ? fromMilliseconds(last) : null
}
