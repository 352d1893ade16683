import { describe, expect, test } from 'vitest'
import { boundarySorter } from '#collect/services/boundaries.ts'
import { guessedServices, guessTags } from '#collect/services/guess.ts'
import { patternMatcher } from '#collect/services/patterns.ts'
import { assignTags } from '#collect/tags/tagged.ts'
import { Service } from '#model/service.ts'

const service = (id: string, parts: Record<string, unknown> = {}) =>
  Service.parse({ id, name: id, kind: 'deployable', ...parts })

describe('guessTags', () => {
  const placeOf = (tags: readonly string[], tag: string) => {
    const { name, version } = guessTags(tags, 'repo').get(tag) ?? {}
    return [name, version]
  }

  test.each([
    ['v1.2.3', 'repo', 'v1.2.3'],
    ['1.2.3-rc.1', 'repo', '1.2.3-rc.1'],
    ['1.4', 'repo', '1.4'],
    ['2026.08.19', 'repo', '2026.08.19'],
    ['ledger/v1.2.3', 'ledger', 'v1.2.3'],
    ['ledger/v1.2', 'ledger', 'v1.2'],
    ['ledger@1.2.3', 'ledger', '1.2.3'],
    ['@scope/ledger@1.2.3', '@scope/ledger', '1.2.3'],
    ['sdk/go/v1.2.3', 'sdk/go', 'v1.2.3'],
    ['release/v1.2.3', 'repo', 'v1.2.3'],
    ['release-1.2.3', 'repo', '1.2.3'],
    ['REL_17_4', 'repo', '17_4'],
    ['REL9_6_24', 'repo', '9_6_24'],
    ['go1.21rc2', 'repo', 'go1.21rc2'],
    ['nightly', 'repo', 'nightly'],
    ['v1.0.0-2.0.0', 'repo', 'v1.0.0-2.0.0'],
    ['/v1.2.3', 'repo', '/v1.2.3'],
  ])('%s is of %s, version %s', (tag, name, version) => {
    expect(placeOf([tag, '0.1.0'], tag)).toEqual([name, version])
  })

  test.each([
    ['ledger-v1.2.3', 'ledger', 'v1.2.3'],
    ['my-ledger-v1.2.3-rc.1', 'my-ledger', 'v1.2.3-rc.1'],
    ['curl-8_21_0', 'curl', '8_21_0'],
    ['php-8.3.0RC6', 'php', '8.3.0RC6'],
    ['jdk-21+35', 'jdk', '21+35'],
    ['jdk-21-ga', 'jdk', '21-ga'],
  ])('%s is of %s, version %s, where no version stands alone', (tag, name, version) => {
    expect(placeOf([tag, 'other/1.0.0'], tag)).toEqual([name, version])
  })

  test('makes no service of a name before a dash that one tag bears among bare versions', () => {
    const tags = [
      'v2.2.7',
      'backup-before-merge-2026.4.1',
      'archive/old-branch-1.2.3',
      'phasta_4',
      'phasta_5',
    ]
    expect(new Set(tags.map((tag) => placeOf(tags, tag)[0]))).toEqual(new Set(['repo']))
    expect(placeOf([...tags, 'phasta_5.1', 'phasta_5.2'], 'phasta_5.1')).toEqual(['phasta', '5.1'])
  })

  test('takes the only name that the tags tell for the own name of the repository', () => {
    const tags = ['php-8.3.0', 'php-8.4.0alpha1', 'POST_NATIVE_TLS_MERGE']
    expect(tags.map((tag) => placeOf(tags, tag)[0])).toEqual(['php', 'php', 'php'])
  })

  test('joins the name of the repository to its bare versions', () => {
    const tags = ['v0.1.3', 'repo-v0.2.0']
    expect(tags.map((tag) => placeOf(tags, tag))).toEqual([
      ['repo', 'v0.1.3'],
      ['repo', 'v0.2.0'],
    ])
  })
})

describe('guessedServices', () => {
  const idsOf = (...names: string[]) =>
    [...guessedServices(new Map(names.map((name) => [name, '{version}'])))].map(([name, { id }]) => [
      name,
      id,
    ])

  test('makes ids that a URL can hold', () => {
    expect(idsOf('@scope/My_Package', 'Zürich')).toEqual([
      ['@scope/My_Package', 'scope-my-package'],
      ['Zürich', 'zurich'],
    ])
  })

  test('keeps apart names with the same id; the name that equals the id keeps it', () => {
    expect(idsOf('Ledger', 'ledger', 'LEDGER')).toEqual([
      ['ledger', 'ledger'],
      ['LEDGER', expect.stringMatching(/^ledger-[0-9a-f]{6}$/)],
      ['Ledger', expect.stringMatching(/^ledger-[0-9a-f]{6}$/)],
    ])
  })

  test('finds an id for a name without any usable letter', () => {
    expect(idsOf('日本')).toEqual([['日本', expect.stringMatching(/^service-[0-9a-f]{6}$/)]])
  })
})

describe('patternMatcher', () => {
  const match = patternMatcher([
    service('all', { tag: '{version}' }),
    service('product', { tag: 'v{version}' }),
    service('ledger', { tag: 'ledger/v{version}' }),
    service('inner'),
  ])
  const found = (tag: string) => {
    const place = match(tag)
    return place && [place.service.id, place.version]
  }

  test('takes the pattern with the most literal text that leaves a version', () => {
    expect(found('ledger/v1.0.0')).toEqual(['ledger', '1.0.0'])
    expect(found('v1.0.0')).toEqual(['product', '1.0.0'])
    expect(found('1.0.0')).toEqual(['all', '1.0.0'])
  })

  test('takes a pattern that leaves no version if all do', () => {
    expect(found('ledger/vnext')).toEqual(['ledger', 'next'])
  })

  test('needs something for the version', () => {
    expect(patternMatcher([service('product', { tag: 'v{version}' })])('v')).toBeNull()
    expect(patternMatcher([service('product', { tag: 'v{version}-x' })])('v-x')).toBeNull()
  })
})

describe('boundarySorter', () => {
  test('gives a path to the first service that matches and lists the rest', () => {
    const sort = boundarySorter([
      service('a', { paths: ['src/{x,y}/**'] }),
      service('b', { paths: ['src/**'] }),
      service('c'),
    ])
    expect(sort(['src/x/1', 'src/y/2', 'src/z', 'other', '!src/x/1'])).toEqual({
      boundaries: [
        { service: 'a', files: 2 },
        { service: 'b', files: 1 },
      ],
      other: { files: 2, paths: ['other', '!src/x/1'] },
    })
  })

  test('takes a leading ! as part of a name', () => {
    const sort = boundarySorter([service('a', { paths: ['!src/**'] })])
    expect(sort(['src/x', '!src/x', 'other']).boundaries).toEqual([{ service: 'a', files: 1 }])
  })

  test('matches hidden files and folders', () => {
    const sort = boundarySorter([service('a', { paths: ['docs/**'] })])
    expect(sort(['docs/.hidden/x', 'docs/.x']).boundaries).toEqual([{ service: 'a', files: 2 }])
  })

  test('names 50 other files and counts them all', () => {
    const { other } = boundarySorter([])(Array.from({ length: 60 }, (_, n) => `${n}`))
    expect(other.files).toBe(60)
    expect(other.paths).toHaveLength(50)
  })
})

describe('assignTags', () => {
  const refs = (...names: string[]) => names.map((name) => ({ name: Buffer.from(name), id: '0'.repeat(40) }))
  const places = (assigned: ReturnType<typeof assignTags>) =>
    assigned.tagged.map(({ service: { id }, tag, version, semantic }) => [id, tag, version, semantic])

  test('lets the first of two tags of one version keep it, by name', () => {
    expect(places(assignTags(refs('v1.2.3', '1.2.3'), [], 'repo'))).toEqual([
      ['repo', '1.2.3', '1.2.3', true],
      ['repo', 'v1.2.3', 'v1.2.3', false],
    ])
  })

  test('counts the tags of no configured service', () => {
    const assigned = assignTags(refs('v1.2.3', 'other'), [service('product', { tag: 'v{version}' })], 'repo')
    expect(places(assigned)).toEqual([['product', 'v1.2.3', '1.2.3', true]])
    expect(assigned).toMatchObject({ ignored: 1, guessed: false })
  })
})
