import { expect, test } from 'vitest'
import { breakingMark, LONGEST_MESSAGE } from '#collect/git/breaking.ts'

test.each<[string, string, string | null]>([
  ['feat!: drop /v1', '', 'drop /v1'],
  ['feat(api)!: drop /v1 (#12)', '', 'drop /v1 (#12)'],
  ['Fix-Up(core, api)!: rename it', '', 'rename it'],
  ['BREAKING CHANGE: drop /v1', '', 'drop /v1'],
  ['BREAKING: positions are whole', '', 'positions are whole'],
  ['feat: search', 'More.\n\nBREAKING CHANGE: the old endpoint is gone', 'the old endpoint is gone'],
  ['feat: search', 'BREAKING-CHANGE: gone\r\nRefs: #1', 'gone'],
  ['feat: search', 'BREAKING CHANGES:\n\n- the old endpoint is gone', '- the old endpoint is gone'],
  ['feat: search', 'BREAKING CHANGE #12 is done', '12 is done'],
  ['feat: search', 'BREAKING CHANGE:', 'feat: search'],
  ['Release (#9)', '* fix: a\n* feat(api)!: drop /v1\n', 'drop /v1'],
  ['Release (#9)', '- BREAKING CHANGE: gone', 'gone'],
  ['feat!: a', 'BREAKING CHANGE: the words of the footer come first', 'the words of the footer come first'],
  ['feat: search', '', null],
  ['feat: wow!: not a mark', '', null],
  ['Say hello! And: more', '', null],
  ['docs: how to write BREAKING CHANGE: in a footer', 'It says BREAKING CHANGE: in the middle.', null],
  ['Revert "feat!: drop /v1"', 'This reverts commit 1234567.', null],
  ['feat: search', 'breaking change: none', null],
])('%j with %j says %j', (subject, body, what) => {
  expect(breakingMark(subject, body)).toBe(what)
})

test('a message that is too long to be read is in doubt', () => {
  expect(breakingMark('feat: big', `${' '.repeat(LONGEST_MESSAGE)}.`)).toBe('feat: big')
})

test.each(['\n', ' ', '* ', 'a-', 'BREAKING ', '- a(', '\r\n'])(
  'a megabyte of %j is read at once',
  (text) => {
    const before = performance.now()
    breakingMark('x', text.repeat(Math.floor(LONGEST_MESSAGE / text.length)))
    expect(performance.now() - before).toBeLessThan(2000)
  },
)
