import { expect, test } from 'vitest'
import { pullRequestsIn } from '#collect/git/pull-requests.ts'

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
