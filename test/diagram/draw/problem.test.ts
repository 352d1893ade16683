import { expect, test } from 'vitest'
import { problemOf } from '#diagram/draw/problem.ts'
import { DiagramError } from '#diagram/error.ts'

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
