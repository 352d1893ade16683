import { expect, test } from 'vitest'
import { DiagramError } from '#diagram/job.ts'
import { problemOf, sourceLines } from '#diagram/problem.ts'

const source = '%% comment\npie\n  "a": x'

test('counts lines as in the source, and names each once', () => {
  const error = Object.assign(new Error('Parse error on line 9:\n...x\nExpecting y'), {
    hash: { loc: { first_line: 2 } },
  })
  expect(problemOf(error, source)).toMatchObject({
    message: 'Parse error:\n...x\nExpecting y',
    line: 3,
  })
})

test('reads the errors of both of mermaid’s parsers', () => {
  const message = 'Parsing failed: Lexer error on line 2, column 4: no.'
  const error = Object.assign(new Error(message), {
    result: { lexerErrors: [{ line: 2 }], parserErrors: [] },
  })
  expect(problemOf(error, source)).toMatchObject({ message: message.replace('line 2', 'line 3'), line: 3 })
})

test('uses the line that only the message names', () => {
  expect(problemOf(new Error('Unknown word on line 2.'), source)).toMatchObject({
    message: 'Unknown word.',
    line: 3,
  })
})

test.each([
  ['an error without a place', new Error('Invalid date'), 'Invalid date'],
  ['an object that is no error', { str: 'No good' }, 'No good'],
  ['a string', 'No diagram', 'No diagram'],
])('gives no line for %s', (_, error, message) => {
  expect(problemOf(error, source)).toMatchObject({ message, line: null })
})

test('leaves explained errors as they are', () => {
  const error = new DiagramError('Too long.', 7)
  expect(problemOf(error, source)).toBe(error)
})

const FLOW = 'flowchart LR\n  a --> b'

test.each([
  ['alone', FLOW, [1, 2]],
  ['below empty lines', `\n \n${FLOW}`, [3, 4]],
  ['below front matter', `---\ntitle: x\n---\n${FLOW}`, [4, 5]],
  ['below front matter and an empty line', `---\ntitle: x\n---\n\n${FLOW}`, [5, 6]],
  ['below a directive', `%%{init: {}}%%\n${FLOW}`, [2, 3]],
  ['below a directive of several lines', `%%{init: {\n}}%%\n${FLOW}`, [3, 4]],
  ['with comments', `%% one\nflowchart LR\n%% two\n%% three\n  a --> b`, [2, 5]],
  ['with a comment below an empty line', `flowchart LR\n\n  %% two\n  a --> b`, [1, 4]],
  ['with rules that are no front matter', 'flowchart LR\n---\na\n---', [1, 2]],
  ['with the line ends of Windows', `%% one\r\nflowchart LR\r\n  a --> b`, [2, 3]],
])('finds the lines of a source %s', (_, source, lines) => {
  const inSource = sourceLines(source)
  expect([inSource(1), inSource(2)]).toEqual(lines)
})

test('counts a line after the end as the last one', () => {
  expect(sourceLines(FLOW)(9)).toBe(2)
})
