import { describe, expect, test } from 'vitest'
import { matchesPattern } from '#verify/expected-signer.ts'

const TAG = 'ledger/v1.0.0'

describe('a pattern', () => {
  test.each([
    ['https://github.com/acme/x', 'https://github.com/acme/x'],
    ['https://github.com/acme/*', 'https://github.com/acme/x'],
    ['https://github.com/**', 'https://github.com/acme/x/y.yml'],
    ['refs/tags/{tag}', 'refs/tags/ledger/v1.0.0'],
    ['constructor', 'constructor'],
    ['a(b|c)+$', 'a(b|c)+$'],
  ])('%s is %s', (pattern, text) => {
    expect(matchesPattern(pattern, text, TAG)).toBe(true)
  })

  test.each([
    ['https://github.com/acme/x', 'https://github-com/acme/x'],
    ['https://github.com/acme/x', 'https://github.com/acme/x/evil'],
    ['https://github.com/acme/x', 'evil https://github.com/acme/x'],
    ['https://github.com/acme/x', 'https://github.com/acme/x\n'],
    ['https://github.com/acme/*', 'https://github.com/acme/'],
    ['https://github.com/acme/*', 'https://github.com/acme/x/y'],
    ['https://github.com/**@main', 'https://github.com/x@evil@main'],
    ['refs/tags/{tag}', 'refs/tags/ledger/v1x0.0'],
    ['', ''],
    ['', 'anything'],
    ['.*', 'anything'],
    [undefined, 'anything'],
    ['*', null],
  ])('%s is not %s', (pattern, text) => {
    expect(matchesPattern(pattern, text, TAG)).toBe(false)
  })
})
