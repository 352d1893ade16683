import { describe, expect, test } from 'vitest'
import {
  facetsAt,
  hitsOf,
  holdsWord,
  isTitledVersion,
  readExcerpt,
  readQuery,
  versionsIn,
  wordsOf,
  writeQuery,
} from '#client/search.ts'

test('a GO that has ended is found under what it is since', () => {
  const end = '2026-07-01T00:00:00Z'
  const facets = {
    service: { ledger: ['a', 'b', 'c'] },
    verdict: { GO: ['a', 'b'], 'AGED OUT': ['c'] },
    ends: { a: [end, 'AGED OUT'] as [string, string] },
  }
  expect(facetsAt(facets, Date.parse(end) - 1).verdict).toEqual(facets.verdict)
  expect(facetsAt(facets, Date.parse(end)).verdict).toEqual({ GO: ['b'], 'AGED OUT': ['a', 'c'] })
})

test('what no service is called has no hits, whatever every object has of that name', () => {
  const hits = { ledger: ['a'], constructor: ['b'] } as unknown as Record<string, string[]>
  expect([...hitsOf(hits, 'ledger'), ...hitsOf(hits, 'constructor')]).toEqual(['a', 'b'])
  for (const name of ['__proto__', 'toString', 'hasOwnProperty']) expect(hitsOf(hits, name).size).toBe(0)
})

describe('an excerpt', () => {
  test('is split at its marks, and its entities are decoded', () => {
    expect(readExcerpt('a &lt;b&gt; <mark>hit</mark> &amp;amp;')).toEqual([
      { text: 'a <b> ', found: false },
      { text: 'hit', found: true },
      { text: ' &amp;', found: false },
    ])
  })

  test('keeps other tags as text', () => {
    expect(readExcerpt('<img src=x onerror=alert(1)>')).toEqual([
      { text: '<img src=x onerror=alert(1)>', found: false },
    ])
  })
})

describe('a query', () => {
  test('comes from the address and goes back into it, empty parts left out', () => {
    expect(readQuery('?q=%20replay%20&verdict=GO&other=1')).toEqual({
      q: 'replay',
      service: '',
      verdict: 'GO',
    })
    expect(writeQuery({ q: 'a b', service: '', verdict: 'GO' })).toBe('?q=a+b&verdict=GO')
    expect(writeQuery({ q: '', service: '', verdict: '' })).toBe('')
  })

  test('is cut to a length that no one types', () => {
    expect(readQuery(`?q=${'x'.repeat(300)}`).q).toHaveLength(200)
  })

  test('both spellings of a version mean the same release, and a plain number means none', () => {
    expect(versionsIn('ledger v1.4.0')).toEqual(['1.4.0'])
    expect(versionsIn('ledger@1.4.0-rc.1')).toEqual(['1.4.0-rc.1'])
    expect(versionsIn('replay 42')).toEqual([])
  })

  test('a name before @ is a word of its own, and an address stays whole', () => {
    expect(wordsOf('ledger@v1.4.0')).toBe('ledger v1.4.0')
    expect(wordsOf('chidi@example.org')).toBe('chidi@example.org')
  })

  test('only the exact version comes first', () => {
    expect(isTitledVersion('ledger 1.4.0', ['1.4.0'])).toBe(true)
    expect(isTitledVersion('ledger 1.4.0-rc.1', ['1.4.0'])).toBe(false)
    expect(isTitledVersion('ledger 11.4.0', ['1.4.0'])).toBe(false)
  })

  test('a result without any of the words is only similar', () => {
    expect(holdsWord('Replay of events', 'replay nothing')).toBe(true)
    expect(holdsWord('not_json', 'nothing')).toBe(false)
    expect(holdsWord('anything', '')).toBe(false)
  })
})
