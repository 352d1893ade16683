import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { policyText } from '#decide/history/policies.ts'
import { Policy } from '#model/policy.ts'
import { isShipped } from './shipped.ts'

describe.runIf(isShipped)('the policies that come with the program', () => {
  test.each(isShipped ? readdirSync('content/policies') : [])('%s judges the sample as it stands', (name) => {
    expect(readFileSync(`content/policies/${name}`, 'utf8')).toBe(
      readFileSync(`test/sample/policies/${name}`, 'utf8'),
    )
  })

  // A ledger holds these digests: a version of the program that came to others would refuse every catalog that was
  // published before. New members of a policy must say nothing when they are left out: null, false or empty.
  test.each([
    ['default-2026.1.yaml', 'a43e10d0a8cb99976a3c627eec657d768d2a1be0d7ace6e0128b6f4730c79985'],
    ['default-2026.2.yaml', '1c2199bee68df1e16bb6fe03f9dc2798fb74f2b208e6f86fdf0f64e68cef64f3'],
  ])('%s has the digest that it had when it was published', (name, digest) => {
    const policy = Policy.parse(parse(readFileSync(`test/sample/policies/${name}`, 'utf8')))
    expect(hash('sha256', policyText(policy))).toBe(digest)
  })
})
