import { describe, expect, test } from 'vitest'
import { slug } from '#model/slug.ts'

describe('the part of an address that stands for a version', () => {
  test.each([
    ['1.4.0', '1.4.0'],
    ['1.0.0-RC', '1.0.0-~52~43'],
    ['latest', '~6catest'],
    // Its folder would have the name of the record of version 1.4.0.
    ['1.4.0.json', '1.4.0~2ejson'],
    ['1.4.0~2ejson', '1.4.0~7e2ejson'],
    ['.json', '~2ejson'],
  ])('of %s is %s', (version, expected) => {
    expect(slug(version)).toBe(expected)
  })
})
