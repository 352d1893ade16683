import { expect, test } from 'vitest'
import { emptyGraph } from '#collect/git/graph.ts'
import { inOrderOfTags, type ReadTag } from '#collect/tags/git-facts.ts'

/** Tags with their year, the commit of each behind another one, and the year of that commit where it is another. */
function inOrder(...steps: { tag: string; year: number; from?: string; committed?: number }[]): string[] {
  const graph = { ...emptyGraph(), seconds: [] as number[] }
  const seconds = (year: number) => Date.UTC(year, 0, 1) / 1000
  const tags = steps.map(({ tag, year, from, committed = 2000 }, at) => {
    graph.number.set(`c${at}`, at)
    graph.ids.push(`c${at}`)
    graph.parents.push(from === undefined ? [] : [steps.findIndex((each) => each.tag === from)])
    graph.seconds.push(seconds(committed))
    const released = new Date(seconds(year) * 1000).toISOString()
    return { tag, released, target: { id: `c${at}`, type: 'commit' } } as ReadTag
  })
  return inOrderOfTags(graph as never, tags).map(({ tag }) => tag)
}

test('tags come in the order of their times, and those behind a tag before it', () => {
  const line = { tag: '2.0', year: 2002, from: '1.0' }
  expect(inOrder({ tag: '1.0', year: 2001 }, line, { tag: '1.0.1', year: 2003, from: '1.0' })).toEqual([
    '1.0',
    '2.0',
    '1.0.1',
  ])
  expect(inOrder({ tag: '1.0', year: 2009 }, line)).toEqual(['1.0', '2.0'])
})

test('an old commit that is tagged again years later moves nothing but that tag', () => {
  const again = { tag: '1.0', year: 2017 }
  const fix = { tag: '2.0.1', year: 2004, from: '2.0' }
  expect(
    inOrder(again, { tag: '2.0', year: 2002, from: '1.0' }, fix, { tag: '3.0', year: 2003, from: '2.0' }),
  ).toEqual(['1.0', '2.0', '3.0', '2.0.1'])
})

test('a clock that runs far behind moves no tag before its commit, nor those behind it', () => {
  const one = { tag: '1.0', year: 2005, committed: 2005 }
  const behind = { tag: '1.1', year: 1980, from: '1.0', committed: 1980 }
  expect(inOrder(one, { tag: 'other', year: 2004 }, behind)).toEqual(['other', '1.0', '1.1'])
})
