import { expect, test } from 'vitest'
import { breakingMark, LONGEST_MESSAGE, pullRequestsIn } from '#collect/git/commit-message.ts'

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

test.each<[string, number[]]>([
  ['Merge pull request #106 in ACME/pay from topic to main', [106]],
  ['feat: add a thing (#12)', [12]],
  ['fix: thing (#107) (#108)', [107, 108]],
  ['[backport] fix (#110) [skip ci]', [110]],
  ['fix thing (#114).', [114]],
  ['Auto merge of #101 - dev:topic, r=lead', [101]],
  ['Merge #102', [102]],
  ['Merge #102 #103', [102, 103]],
  ['Merged in topic (pull request #103)', [103]],
  ['Merged PR 104: add thing', [104]],
  ['feat: squashed (!105)', [105]],
  ['fix(pay): thing (PR #111)', [111]],
  ['GH-112: thing (GH-113)', [113]],
  ['fix: closes #109', []],
  ['Merge branch main', []],
  ['fix: version (#0)', []],
])('%s names %j', (subject, numbers) => {
  expect(pullRequestsIn(subject, '')).toEqual(numbers)
})

test('a merge commit of GitLab names its merge request at the end', () => {
  const body = 'Add thing\n\nSee merge request acme/pay!115'
  expect(pullRequestsIn("Merge branch 'topic' into 'main'", body)).toEqual([115])
})
