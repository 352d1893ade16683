import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { RelativePath } from '#model/primitives.ts'
import { linesOf } from '#parse/text.ts'
import type { DigestAlgorithm, ListedFile } from '../format.ts'
import { emptyReading, unreadable } from '../reading.ts'

/** True for text whose first line that says anything is one of a checksum list, or the head of one. */
export function isSha256Sums(document: unknown): boolean {
  if (typeof document !== 'string') return false
  const first = /^(?:\s*#[^\n]*\n)*\s*([^\r\n]*)/.exec(document)?.[1] ?? ''
  return [...FORMS, TABLE_HEAD, CSV_HEAD, CERTUTIL_HEAD].some((form) => form.test(first))
}

/**
 * A list of SHA-256, SHA-384 or SHA-512 digests, in every form that `sha256sum --check` and its siblings take, that
 * OpenSSL writes, and that PowerShell writes of `Get-FileHash`; or one digest alone, as in `<file>.sha256`. A list proves
 * nothing by itself: the collector compares it with the files. What is wrong with the list itself is said here.
 */
export function readSha256Sums(document: unknown): Reading {
  if (typeof document !== 'string') return unreadable('sha256sums', [finding('sha256sums.no_list')])
  const { files, malformed, escaping } = parse(document)
  const byPath = Map.groupBy(files, ({ path, algorithm }) => `${algorithm} ${path}`)
  const again = [...byPath.values()].filter((all) => all.length > 1)
  const contradicting = again.filter((all) => new Set(all.map((file) => file.digest)).size > 1)
  if (files.length + escaping === 0) return unreadable('sha256sums', [finding('sha256sums.no_list')])
  return {
    ...emptyReading('sha256sums'),
    dialect: dialectOf(files),
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

function dialectOf(files: readonly ListedFile[]): string | null {
  const [algorithm, ...others] = new Set(files.map((file) => file.algorithm))
  return algorithm === undefined || others.length > 0 ? null : `${algorithm}sum`
}

/** The files of a list that lie below it; what is listed twice stands there twice. The one file of a lone digest is ''. */
export function filesInSha256Sums(document: unknown): ListedFile[] {
  return typeof document === 'string' ? parse(document).files : []
}

const HEX = '(?<hex>[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})'

/**
 * The forms of a line. A backslash before it says that the name is escaped; a star, or a second blank, that it was read
 * as bytes or as text, and one blank alone is BSD's (GNU coreutils, `digest.c`).
 */
const FORMS = [
  new RegExp(`^[ \\t]*(?<mark>\\\\)?${HEX}[ \\t][ *]?(?<name>.+)$`),
  new RegExp(`^[ \\t]*(?<mark>\\\\)?SHA(?:2-|-)?(?<bits>256|384|512) ?\\((?<name>.+)\\) ?= ?${HEX}$`, 'i'),
  new RegExp(`^SHA(?<bits>256|384|512)\\s+${HEX}\\s+(?<windows>\\S.*)$`),
  new RegExp(`^"SHA(?<bits>256|384|512)","${HEX}","(?<windows>[^"]+)"$`),
]

const TABLE_HEAD = /^Algorithm\s+Hash\s+Path\s*$|^Algorithm\s+: SHA(256|384|512)\s*$/
const CSV_HEAD = /^"Algorithm","Hash","Path"$/
const CERTUTIL_HEAD = /^SHA(?<bits>256|384|512) hash of (?:file )?(?<name>.+?):$/i
const CERTUTIL_END = /^CertUtil: /
const RULER = /^-+\s+-+\s+-+\s*$/

const BY_LENGTH: Readonly<Record<number, DigestAlgorithm>> = { 64: 'sha256', 96: 'sha384', 128: 'sha512' }

type Line = { hex: string; bits?: string | undefined; path: string | null }

function parse(text: string): { files: ListedFile[]; malformed: number; escaping: number } {
  const all = joinedBlocks(joinedPairs(linesOf(text))).filter(
    (line) => line.trim() !== '' && !line.startsWith('#'),
  )
  const lines = all.filter((line) => !TABLE_HEAD.test(line) && !CSV_HEAD.test(line) && !RULER.test(line))
  const [only = ''] = lines
  if (lines.length === 1 && new RegExp(`^\\s*${HEX}\\s*$`).test(only))
    return { files: listed([{ hex: only.trim(), path: '' }]), malformed: 0, escaping: 0 }
  const parts = lines.flatMap((line) => partsOf(line) ?? [])
  const files = listed(parts)
  return { files, malformed: lines.length - parts.length, escaping: parts.length - files.length }
}

function listed(parts: readonly Line[]): ListedFile[] {
  return parts.flatMap(({ hex, path }) => {
    const algorithm = BY_LENGTH[hex.length]
    return path === null || algorithm === undefined ? [] : [{ path, algorithm, digest: hex.toLowerCase() }]
  })
}

function partsOf(line: string): Line | null {
  for (const form of FORMS) {
    const { mark, hex, bits, name, windows } = form.exec(line)?.groups ?? {}
    if (hex === undefined) continue
    if (bits !== undefined && Number(bits) !== hex.length * 4) return null
    if (windows !== undefined) return { hex, path: fromWindows(windows.trim()) }
    return { hex, path: plainPath(mark ? plainName(name ?? '') : (name ?? '')) }
  }
  return null
}

/** `certutil -hashfile` names the file, gives its digest below, in pairs of digits by older versions, and says that it is done. */
function joinedPairs(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    if (CERTUTIL_END.test(line)) return []
    const before = CERTUTIL_HEAD.exec(lines[index - 1] ?? '')?.groups
    if (before) return [`SHA${before['bits']}  ${line.replaceAll(' ', '')}  ${before['name']}`]
    return CERTUTIL_HEAD.test(line) ? [] : [line]
  })
}

/**
 * A list that PowerShell redirected into a file, in UTF-16 with its mark, as UTF-8; null for bytes that are none.
 * @param most bytes that are looked at
 */
export function listInUtf16(bytes: Uint8Array, most: number): Uint8Array | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  if (encoding === null || bytes.length > most) return null
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return isSha256Sums(text) ? new TextEncoder().encode(text) : null
  } catch {
    return null
  }
}

/** `Get-FileHash | Format-List` writes three lines a file, which become one of its table. */
function joinedBlocks(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const [, key, value = ''] = /^(Algorithm|Hash|Path)\s+: (.*)$/.exec(line) ?? []
    if (key === undefined) return [line]
    if (key !== 'Path') return []
    const before = (name: string) =>
      lines.slice(Math.max(0, index - 2), index).find((each) => each.startsWith(name))
    const [algorithm, hash] = ['Algorithm', 'Hash'].map((name) => before(name)?.split(': ')[1]?.trim() ?? '')
    return [`${algorithm}  ${hash}  ${value}`]
  })
}

/** A full path is that of whoever made the list: what counts is the file beside it. One that was cut short is none. */
function fromWindows(path: string): string | null {
  if (/(\.\.\.|…)$/.test(path)) return null
  const parts = path.split(/[\\/]/)
  return plainPath(/^([A-Za-z]:|[\\/])/.test(path) ? (parts.at(-1) ?? '') : parts.join('/'))
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
