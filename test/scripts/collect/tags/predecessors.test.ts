import { describe, expect, test } from 'vitest'
import { emptyGraph } from '#collect/git/graph.ts'
import { predecessors, tellCounted } from '#collect/tags/predecessors.ts'
import { readVersion } from '#decide/lib/versions.ts'
import { Service } from '#model/service.ts'

const service = Service.parse({ id: 'product', name: 'Product', kind: 'deployable' })

/** Tags in the order in which they came, one commit each, on the branch of the one before or of a named one. */
function history(...steps: (string | { tag: string; from: string })[]) {
  const graph = emptyGraph()
  const tags = steps.map((step, at) => {
    const { tag, from } = typeof step === 'string' ? { tag: step, from: null } : step
    const parent = from === null ? at - 1 : steps.findIndex((each) => nameOf(each) === from)
    graph.number.set(`c${at}`, at)
    graph.ids.push(`c${at}`)
    graph.parents.push(parent < 0 ? [] : [parent])
    const read = readVersion(tag)
    return {
      id: `t${at}`,
      tag,
      service,
      version: read?.version ?? tag,
      semantic: read?.semantic ?? false,
      prerelease: read?.prerelease ?? false,
      findings: [],
      released: new Date(Date.UTC(2026, 0, 1 + at)).toISOString(),
      target: { id: `c${at}`, type: 'commit' as const },
    }
  })
  const found = predecessors(graph, tellCounted(tags))
  return Object.fromEntries(
    [...found].map(([{ tag }, { previous, isUnknown }]) => [
      tag,
      isUnknown ? 'unknown' : (previous?.tag ?? null),
    ]),
  )
}

function nameOf(step: string | { tag: string }): string {
  return typeof step === 'string' ? step : step.tag
}

describe('the release before', () => {
  test.each<[string, string[], (string | null)[]]>([
    ['is the highest lower version', ['1.2', '1.9', '1.10', '1.14'], [null, '1.2', '1.9', '1.10']],
    [
      'is found among two and three parts',
      ['v0.50.7', 'v0.51', 'v0.52', 'v0.52.1', 'v1.0', 'v2.0'],
      [null, 'v0.50.7', 'v0.51', 'v0.52', 'v0.52.1', 'v1.0'],
    ],
    [
      'may be a candidate',
      ['0.1.9', '0.2.0rc1', '0.2.0', '0.2.1.post1', '0.3.0.dev1', '0.3.0b1'],
      [null, '0.1.9', '0.2.0rc1', '0.2.0', '0.2.1.post1', '0.3.0.dev1'],
    ],
    [
      'is the last one with the old numbers where they are begun anew',
      ['2015.1.0', '12.0.0', '13.0.0'],
      [null, '2015.1.0', '12.0.0'],
    ],
    [
      'is the last one on the way where three higher ones came after the one that is lower',
      ['0.9.0', '2010.1', '2011.1', '2011.2', '12.0.0b1', '12.0.0', '13.0.0'],
      [null, '0.9.0', '2010.1', '2011.1', '2011.2', '12.0.0b1', '12.0.0'],
    ],
    [
      'is the lower one where a higher one was a mistake',
      ['1.2.0', '12.0.0', '2.0.0', '2.1.0'],
      [null, '1.2.0', '1.2.0', '2.0.0'],
    ],
    ['is no decimal fraction', ['1.40', '1.51', 'v1.6.0', 'v1.6.1'], [null, '1.40', '1.51', 'v1.6.0']],
    [
      'of two spellings is the same',
      ['0.0.1', '0.0.2', '0.0.3', 'v0.0.3'],
      [null, '0.0.1', '0.0.2', '0.0.2'],
    ],
    ['of a revision is what it revises', ['1.2.0', '1.2.0-1', '1.3.0'], [null, '1.2.0', '1.2.0-1']],
    ['of a release may be its numbered candidate', ['1.2.0-1', '1.2.0'], [null, '1.2.0-1']],
    [
      'of a name is the name before',
      ['1.0.0', 'demo', 'nightly', '1.1.0'],
      [null, 'unknown', 'demo', '1.0.0'],
    ],
  ])('%s', (_, tags, before) => {
    expect(tags.map((tag) => history(...tags)[tag])).toEqual(before)
  })

  test('never comes later, and a later release of an older line changes nothing', () => {
    const tags = ['1.0.0', '1.1.0', { tag: '1.0.1', from: '1.0.0' }, { tag: '1.2.0', from: '1.1.0' }]
    expect(history(...tags)).toEqual({ '1.0.0': null, '1.1.0': '1.0.0', '1.0.1': '1.0.0', '1.2.0': '1.1.0' })
    expect(history(...tags.slice(0, 2))).toEqual({ '1.0.0': null, '1.1.0': '1.0.0' })
  })

  test('of an older line is its own, however many newer ones came', () => {
    const newer = ['3.0.0', '3.1.0', '3.2.0', '4.0.0']
    const tags = [
      '1.0.0',
      '2.0.0',
      ...newer,
      { tag: '2.0.1', from: '2.0.0' },
      { tag: '1.9.0', from: '1.0.0' },
    ]
    expect(history(...tags)).toMatchObject({ '2.0.1': '2.0.0', '1.9.0': '1.0.0' })
  })

  test('is not known where all that came before are higher and none is on the way', () => {
    const tags = ['2.0.0', { tag: '3.0.0', from: '2.0.0' }, { tag: '1.0.0', from: '' }]
    expect(history(...tags)).toEqual({ '2.0.0': null, '3.0.0': '2.0.0', '1.0.0': 'unknown' })
  })
})
