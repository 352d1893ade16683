import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isShipped } from './shipped.ts'

describe.runIf(isShipped)('the policies that come with the program', () => {
  test.each(isShipped ? readdirSync('content/policies') : [])('%s judges the sample as it stands', (name) => {
    expect(readFileSync(`content/policies/${name}`, 'utf8')).toBe(
      readFileSync(`test/sample/policies/${name}`, 'utf8'),
    )
  })
})
