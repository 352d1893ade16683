import { expect, test } from 'vitest'
import { sourceLines } from '#diagram/draw/lines.ts'

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
