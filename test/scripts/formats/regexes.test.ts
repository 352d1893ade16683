import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** Every regular expression that foreign text meets on its way into a reading, and where it stands. */
const REGEXES = globSync('scripts/{parse,formats}/**/*.ts').sort().flatMap(regexesOf)

describe('the regular expressions of parsers and readers', () => {
  test('are found by this test', () => {
    expect(REGEXES.length).toBeGreaterThan(40)
  })

  test('contain no repetition within a repetition', () => {
    const nested = REGEXES.filter(({ source }) => nestsRepetition(source))
    expect(nested.filter(({ source }) => !UNAMBIGUOUS.has(source))).toEqual([])
  })

  test.each([
    ['(a+)+b', true],
    ['(?:x[)]*y)*', true],
    ['(a|b+){2,}', true],
    ['(a+){1,3}', false],
    ['a+b+', false],
    ['(ab)+', false],
    ['[+*(]+', false],
    ['\\(a\\+\\)+', false],
  ])('%s: a repetition within a repetition is detected: %s', (source, expected) => {
    expect(nestsRepetition(source)).toBe(expected)
  })

  test('finish on long text made of their own characters', () => {
    const work = REGEXES.map(({ source, flags }) => ({ source, flags, pumps: pumpsOf(source) }))
    const run = spawnSync(process.execPath, ['-e', ATTACK], { input: JSON.stringify(work), timeout: 120_000 })
    expect({ signal: run.signal, status: run.status }).toEqual({ signal: null, status: 0 })
  }, 130_000)
})

/** Every round starts with a character that the repetition inside cannot take: a point, a hash sign. */
const UNAMBIGUOUS: ReadonlySet<string> = new Set([
  String.raw`^(\.\/+)+`,
  String.raw`^(?:\s*#[^\n]*\n)*\s*([^\r\n]*)`,
])

/** Runs in a process of its own, which can be ended: a regular expression cannot. */
const ATTACK = `
const work = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
for (const { source, flags, pumps } of work)
  for (const pump of pumps)
    for (const end of ['', '\\u0000', 'x'])
      new RegExp(source, flags.replace('g', '')).test(pump.repeat(20000 / pump.length) + end)
`

function regexesOf(file: string): { file: string; source: string; flags: string }[] {
  const found: { file: string; source: string; flags: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest))
  return found
}

/** True when a group that holds an unbounded repetition is itself repeated without bound. */
function nestsRepetition(source: string): boolean {
  const plain = source.replace(/\\./g, 'c').replace(/\[[^\]]*\]/g, 'c')
  const groups: boolean[] = []
  let holds = false
  for (let at = 0; at < plain.length; at += 1) {
    const isRepeated = /^([*+]|\{\d+,\})/.test(plain.slice(at + 1))
    if (plain[at] === '(') {
      groups.push(holds)
      holds = false
    } else if (plain[at] === ')') {
      if (holds && isRepeated) return true
      holds = (groups.pop() ?? false) || holds || isRepeated
    } else if (isRepeated) {
      holds = true
    }
  }
  return false
}

/** What the expression is likely to be slow on: its own words and characters, again and again. */
function pumpsOf(source: string): string[] {
  const words = source.match(/[A-Za-z][A-Za-z_ ]{2,20}/g) ?? []
  const marks = [...new Set(source.replace(/\\[dswpux]/g, ''))].filter((char) => /[^\\^$*+?|]/.test(char))
  return [...new Set([...words, ...marks, '0', ' ', 'a', '0,', '0.', 'a ', '\n', ' \n', '1e', '<!--'])]
}
