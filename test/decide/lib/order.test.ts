import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareReleases,
  compareVersions,
  latestRelease,
  latestStable,
  parseVersion,
} from '#decide/lib/order.ts'
import { aLine } from '../../factories.ts'

describe('parseVersion', () => {
  test.each([
    ['1.4.0', { version: '1.4.0', prerelease: false }],
    ['v1.4.0', { version: '1.4.0', prerelease: false }],
    ['2.0.0-rc.1', { version: '2.0.0-rc.1', prerelease: true }],
    ['1.0.0+build.5', { version: '1.0.0+build.5', prerelease: false }],
  ])('reads %s', (text, version) => {
    expect(parseVersion(text)).toEqual(version)
  })

  test.each([
    '1.4',
    '01.2.3',
    '1.2.3.4',
    'release-1.2.3',
    ' 1.2.3',
    '1.2.3\n',
    '=1.2.3',
    'latest',
    '',
    '99999999999999999999.0.0',
  ])('rejects %j as a version instead of guessing', (text) => {
    expect(parseVersion(text)).toBeNull()
  })
})

describe('order of versions', () => {
  test('compares numbers as numbers, and puts pre-releases before their release', () => {
    const versions = ['1.10.0', '1.2.0', '1.2.0-rc.10', '1.2.0-rc.9', '1.2.0+10', '1.2.0+9']
    expect(versions.toSorted(compareVersions)).toEqual([
      '1.2.0-rc.9',
      '1.2.0-rc.10',
      '1.2.0',
      '1.2.0+9',
      '1.2.0+10',
      '1.10.0',
    ])
  })

  test('puts tags that are not versions before all versions, by date', () => {
    const releases = [
      release('2.0.0', '2026-03-01'),
      release('nightly', '2026-02-01', false),
      release('demo', '2026-01-01', false),
    ]
    expect(releases.toSorted(compareReleases).map((each) => each.version)).toEqual([
      'demo',
      'nightly',
      '2.0.0',
    ])
  })

  test('does not depend on the order they came in', () => {
    const versions = fc
      .tuple(fc.nat(3), fc.nat(3), fc.constantFrom('', '-a', '-1', '+x'))
      .map(([a, b, rest]) => `${a}.${b}.0${rest}`)
    fc.assert(
      fc.property(fc.uniqueArray(versions), (list) => {
        expect(list.toReversed().sort(compareVersions)).toEqual(list.toSorted(compareVersions))
      }),
    )
  })
})

describe('latestStable', () => {
  test('is the highest version that is not a pre-release', () => {
    const releases = [
      release('1.9.0', '2026-05-01'),
      release('1.10.0', '2026-01-01'),
      release('2.0.0-rc.1', '2026-06-01'),
    ]
    expect(latestStable(releases)?.version).toBe('1.10.0')
  })

  test('is null when there is none', () => {
    expect(
      latestStable([release('2.0.0-rc.1', '2026-06-01'), release('demo', '2026-01-01', false)]),
    ).toBeNull()
  })
})

describe('the release that stands for a service', () => {
  test('the newest stable version represents a service, whatever was tagged last', () => {
    const stable = aLine({ version: '1.10.0', released: '2026-01-01T00:00:00Z' })
    const later = aLine({ version: '1.9.1', released: '2026-02-01T00:00:00Z' })
    const candidate = aLine({ version: '2.0.0-rc.1', prerelease: true })
    expect(latestRelease([later, candidate, stable])).toBe(stable)
  })

  test('without a stable version the newest pre-release represents it', () => {
    const first = aLine({ version: '1.0.0-rc.2', prerelease: true })
    const second = aLine({ version: '1.0.0-rc.10', prerelease: true })
    expect(latestRelease([second, first])).toBe(second)
  })

  test('without any version the newest tag represents it', () => {
    const old = aLine({ version: 'nightly-b', semantic: false, released: '2026-01-01T00:00:00Z' })
    const young = aLine({ version: 'nightly-a', semantic: false, released: '2026-02-01T00:00:00Z' })
    expect(latestRelease([young, old])).toBe(young)
  })

  test('a service without releases has none', () => {
    expect(latestRelease([])).toBeNull()
  })
})

function release(version: string, day: string, semantic = true) {
  return { version, semantic, prerelease: version.includes('-'), released: `${day}T00:00:00Z` }
}
