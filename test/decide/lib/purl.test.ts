import { describe, expect, test } from 'vitest'
import { exactPurl, purlDigest } from '#decide/lib/purl.ts'

const DIGEST = 'a'.repeat(64)

describe('package URLs are equal', () => {
  test.each([
    ['pkg:npm/a@1.0.0', 'pkg:NPM/a@1.0.0'],
    ['pkg:npm/%40scope/a@1.0.0', 'pkg:npm/%40scope/a@1%2E0.0'],
    ['pkg:deb/debian/a@1?arch=amd64&distro=13', 'pkg:deb/debian/a@1?distro=13&Arch=amd64'],
    ['pkg:deb/debian/a@1?arch=', 'pkg:deb/debian/a@1'],
  ])('%s and %s', (a, b) => {
    expect(exactPurl(a)).toBe(exactPurl(b))
    expect(exactPurl(a)).not.toBeNull()
  })
})

describe('package URLs differ', () => {
  test.each([
    ['pkg:npm/a@1.0.0', 'pkg:npm/a@1.0.1', 'by version'],
    ['pkg:npm/a@1.0.0', 'pkg:npm/A@1.0.0', 'by name'],
    ['pkg:npm/a@1.0.0', 'pkg:pypi/a@1.0.0', 'by type'],
    ['pkg:oci/a@1?arch=amd64', 'pkg:oci/a@1', 'by a qualifier more'],
    ['pkg:oci/a@1?arch=amd64', 'pkg:oci/a@1?arch=arm64', 'by a qualifier'],
    ['pkg:golang/a@1#b', 'pkg:golang/a@1#c', 'by subpath'],
    ['pkg:npm/a@1@2', 'pkg:npm/a@1', 'by what follows the version'],
  ])('%s and %s, %s', (a, b) => {
    expect(exactPurl(a)).not.toBe(exactPurl(b))
  })

  test.each(['pkg:oci/a', 'pkg:oci/a?arch=amd64', 'pkg:oci/a@', 'oci/a@1', ''])(
    'one without a version identifies nothing: %j',
    (purl) => {
      expect(exactPurl(purl)).toBeNull()
    },
  )

  test('one that cannot be decoded is equal only to itself', () => {
    expect(exactPurl('pkg:npm/a@%zz')).toBe(exactPurl('pkg:npm/a@%zz'))
    expect(exactPurl('pkg:npm/a@%zz')).not.toBe(exactPurl('pkg:npm/a@zz'))
  })
})

test('a digest for a version is found, encoded or not', () => {
  expect(purlDigest(`pkg:oci/app@sha256%3A${DIGEST}`)).toBe(DIGEST)
  expect(purlDigest(`pkg:oci/app@sha256:${DIGEST}?tag=1`)).toBe(DIGEST)
  expect(purlDigest('pkg:oci/app@1.0.0')).toBeNull()
  expect(purlDigest(`pkg:oci/app@sha256:${DIGEST}0`)).toBeNull()
})
