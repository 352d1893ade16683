import { describe, expect, test } from 'vitest'
import { indexText } from '#collect/index/write.ts'
import { IndexLine } from '#model/index-line.ts'
import { aLine } from '../../../factories.ts'

const long = aLine({
  service: 'customer-notifications',
  version: '2026.11.4-rc.12',
  prerelease: true,
  atRelease: 'no-go',
  validUntil: '2026-12-01T00:00:00Z',
  environment: 'production',
})

describe('the bytes of the index', () => {
  test('give back every line as it was', () => {
    const lines = [aLine(), long]
    const read = indexText(lines).trimEnd().split('\n')
    expect(read.map((text) => IndexLine.parse(JSON.parse(text)))).toEqual(lines)
  })

  test('omit what is the default', () => {
    expect(indexText([aLine()])).not.toMatch(/semantic|prerelease/)
  })

  test('number at most 400 for a release with long names and every field', () => {
    expect(Buffer.byteLength(indexText([long]))).toBeLessThanOrEqual(400)
  })
})
