import { describe, expect, test } from 'vitest'
import { shownStrip, stripWords } from '#messages/verdict.ts'

describe('the strip that is shown today', () => {
  test('says that evidence ran out where nothing but that keeps the release from GO', () => {
    expect(shownStrip(['pwnppp', 'pfnfpp'], 'aged-out')).toBe('prnrpp')
    expect(stripWords('prnppp')).toBe('Security ran out, Data & billing not asked')
  })

  test('says of any other release that it failed', () => {
    expect(shownStrip(['pppppp', 'pfpppp'], 'no-go')).toBe('pfpppp')
    expect(shownStrip(['pppppp', 'pwpppp'], 'go')).toBe('pwpppp')
    expect(stripWords('pwpppf')).toBe('Security passed with an exception, No open SEV-1/2 failed')
    expect(stripWords('pppppp')).toBe('all six passed')
    expect(stripWords('nnnnnn')).toBe('not judged')
  })
})
