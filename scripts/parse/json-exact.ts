import { type JSONPath, visit } from 'jsonc-parser'
import { type Finding, finding } from '#model/finding.ts'
import { FORBIDDEN_KEYS } from './json-fast.ts'
import type { Limits } from './limits.ts'
import { excerpt, MAX_FINDINGS, shortPath } from './result.ts'

/**
 * Everything to refuse in a text that `JSON.parse` took, in the order of the text, each with line, column (from 1),
 * offset and path. Slow: asked only on suspicion. Stops after 20 findings, and at the first that means the document
 * is a trap (depth, number of values).
 */
export function findViolations(text: string, limits: Limits): Finding[] {
  const findings: Finding[] = []
  try {
    visit(text, visitor(text, limits, findings))
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return findings
}

/** Ends the visit: it has no other way to stop, and it would follow a trap into a stack overflow. */
class Enough extends Error {}

type TextPlace = { offset: number; length: number; line: number; column: number; path: JSONPath }

type Frame = Map<string, number> | null

function visitor(text: string, limits: Limits, findings: Finding[]) {
  const frames: Frame[] = []
  let items = 0

  const report: Report = (code, args, at) => {
    const { offset, line, column } = at
    findings.push(finding(code, { ...args, line, column, offset }, shortPath(at.path)))
    if (findings.length >= MAX_FINDINGS || FATAL.has(code)) throw new Enough()
  }
  const count = (at: TextPlace) => {
    items += 1
    if (items > limits.items) report('document.too_many_items', { max: limits.items }, at)
  }
  const open =
    (frame: () => Frame) => (offset: number, length: number, line: number, column: number, path: Path) => {
      const at = place(offset, length, line, column, path())
      count(at)
      frames.push(frame())
      if (frames.length > limits.depth) report('document.too_deep', { max: limits.depth }, at)
    }
  const close = () => {
    frames.pop()
  }
  return {
    onObjectBegin: open(() => new Map()),
    onArrayBegin: open(() => null),
    onObjectEnd: close,
    onArrayEnd: close,
    onObjectProperty: (
      key: string,
      offset: number,
      length: number,
      line: number,
      column: number,
      path: Path,
    ) => {
      const at = place(offset, length, line, column, [...path(), key])
      const keys = frames.at(-1)
      if (keys) checkKey(key, keys, at, limits, report)
    },
    onLiteralValue: (
      value: unknown,
      offset: number,
      length: number,
      line: number,
      column: number,
      path: Path,
    ) => {
      const at = place(offset, length, line, column, path())
      count(at)
      if (typeof value === 'string') checkString(value, at, limits, report)
      if (typeof value === 'number') checkNumber(text.slice(offset, offset + length), at, report)
    },
  }
}

type Path = () => JSONPath

type Report = (code: string, args: Finding['args'], at: TextPlace) => void

const FATAL: ReadonlySet<string> = new Set(['document.too_deep', 'document.too_many_items'])

/** jsonc-parser counts lines and columns from 0; people and editors count from 1. */
function place(offset: number, length: number, line: number, column: number, path: JSONPath): TextPlace {
  return { offset, length, line: line + 1, column: column + 1, path }
}

function checkKey(
  key: string,
  keys: Map<string, number>,
  at: TextPlace,
  limits: Limits,
  report: Report,
): void {
  const first = keys.get(key)
  if (first !== undefined) report('document.duplicate_key', { what: excerpt(key), first }, at)
  else keys.set(key, at.line)
  if (FORBIDDEN_KEYS.has(key)) report('document.forbidden_key', { what: key }, at)
  if (keys.size === limits.keys + 1 && first === undefined) {
    report('document.too_many_keys', { max: limits.keys }, at)
  }
  checkString(key, at, limits, report)
}

function checkString(value: string, at: TextPlace, limits: Limits, report: Report): void {
  if (value.length > limits.stringLength) {
    report('document.string_too_long', { length: value.length, max: limits.stringLength }, at)
  }
  if (!value.isWellFormed()) report('document.lone_surrogate', { what: loneSurrogate(value) }, at)
}

function loneSurrogate(value: string): string {
  const index = [...value].findIndex((char) => !char.isWellFormed())
  const code = [...value][index]?.charCodeAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase()}`
}

function checkNumber(source: string, at: TextPlace, report: Report): void {
  const value = Number(source)
  if (!Number.isFinite(value)) report('document.number_infinite', { what: excerpt(source, 40) }, at)
  else if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    report('document.number_unsafe', { what: excerpt(source, 40) }, at)
  }
}
