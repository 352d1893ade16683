import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { RelativePath } from '#model/primitives.ts'
import { linesOf } from '#parse/text.ts'
import type { ListedFile } from '../format.ts'
import { emptyReading, unreadable } from '../reading.ts'

/** As GNU coreutils write and check it; a backslash before the digest says that the name is escaped. */
const LINE = /^(\\)?([0-9a-f]{64}) [ *](.+)$/

/** True for text whose first line that says anything is one of `sha256sum`. */
export function isSha256Sums(document: unknown): boolean {
  if (typeof document !== 'string') return false
  const first = /^(?:\s*#[^\n]*\n)*\s*([^\r\n]*)/.exec(document)?.[1]
  return first !== undefined && LINE.test(first)
}

/**
 * The output of `sha256sum`. A list proves nothing by itself: the collector compares
 * it with the files. What is wrong with the list itself is said here.
 */
export function readSha256Sums(document: unknown): Reading {
  if (typeof document !== 'string') return unreadable('sha256sums', [finding('sha256sums.no_list')])
  const { files, malformed, escaping } = parse(document)
  const byPath = Map.groupBy(files, (file) => file.path)
  const again = [...byPath.values()].filter((all) => all.length > 1)
  const contradicting = again.filter((all) => new Set(all.map((file) => file.sha256)).size > 1)
  if (files.length + escaping === 0) return unreadable('sha256sums', [finding('sha256sums.no_list')])
  return {
    ...emptyReading('sha256sums'),
    dialect: 'sha256sum',
    metrics: { 'files.listed': byPath.size },
    reasons: [
      ...complaint('sha256sums.malformed', malformed),
      ...complaint('sha256sums.escaping', escaping),
      ...complaint('sha256sums.contradicting', contradicting.length),
      ...complaint('sha256sums.repeated', again.length - contradicting.length),
      finding('list.files', { total: byPath.size }),
    ],
  }
}

function complaint(code: string, total: number): Reading['reasons'] {
  return total > 0 ? [finding(code, { total })] : []
}

/** The files of a list that lie below it; what is listed twice stands there twice. */
export function filesInSha256Sums(document: unknown): ListedFile[] {
  return typeof document === 'string' ? parse(document).files : []
}

function parse(text: string): { files: ListedFile[]; malformed: number; escaping: number } {
  const lines = linesOf(text).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const parts = lines.flatMap((line) => {
    const [, isEscaped, sha256 = '', name = ''] = LINE.exec(line) ?? []
    return sha256 === '' ? [] : [{ sha256, path: plainPath(isEscaped ? plainName(name) : name) }]
  })
  const files = parts.flatMap(({ path, sha256 }) => (path === null ? [] : [{ path, sha256 }]))
  return { files, malformed: lines.length - parts.length, escaping: parts.length - files.length }
}

/** Null for a path that leads elsewhere or that no system writes alike. */
function plainPath(name: string): string | null {
  const path = name.replace(/^(\.\/+)+/, '')
  return RelativePath.safeParse(path).success ? path : null
}

function plainName(name: string): string {
  return name.replace(/\\([\\nr])/g, (_, char: string) => ESCAPES[char] ?? '')
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', r: '\r' }
