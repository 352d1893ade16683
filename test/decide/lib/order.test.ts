import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { erasOf, inOrder, isVersion, latestRelease, latestStable } from '#decide/lib/order.ts'
import { aLine } from '../../factories.ts'

const versionsOf = (releases: Parameters<typeof inOrder>[0]) => inOrder(releases).map((each) => each.version)

describe('order of releases', () => {
  test('puts tags that are not versions before all versions, by date', () => {
    const releases = [
      release('2.0.0', '2026-03-01'),
      release('nightly', '2026-02-01'),
      release('demo', '2026-01-01'),
    ]
    expect(versionsOf(releases)).toEqual(['demo', 'nightly', '2.0.0'])
  })

  test('puts the numbers that a project uses now after those that it left', () => {
    const releases = [
      release('12.0.0', '2015-10-16', 1),
      release('2015.1.0', '2015-04-30'),
      release('2015.1.4', '2016-05-01'),
      release('33.0.0', '2026-04-07', 1),
    ]
    expect(versionsOf(releases)).toEqual(['2015.1.0', '2015.1.4', '12.0.0', '33.0.0'])
    expect(latestStable(releases)?.version).toBe('33.0.0')
  })

  test('takes a number behind a dash for a candidate or a revision, as the release is', () => {
    const revision = { ...release('1.2.0-1', '2026-02-01'), prerelease: false }
    expect(versionsOf([revision, release('1.2.0', '2026-01-01')])).toEqual(['1.2.0', '1.2.0-1'])
    const candidate = { ...revision, prerelease: true }
    expect(versionsOf([candidate, release('1.2.0', '2026-01-01')])).toEqual(['1.2.0-1', '1.2.0'])
  })

  test('does not depend on the order they came in', () => {
    const releases = fc
      .tuple(fc.nat(3), fc.nat(3), fc.constantFrom('', '-a', '-1', '+x', 'rc1', '.1'))
      .map(([a, b, rest]) => release(`${a}.${b}.0${rest}`, '2026-01-01'))
    fc.assert(
      fc.property(fc.uniqueArray(releases, { selector: ({ version }) => version }), (list) => {
        expect(versionsOf(list.toReversed())).toEqual(versionsOf(list))
      }),
    )
  })
})

describe('erasOf', () => {
  const chain = (...versions: string[]) =>
    versions.map((version, at) => ({ version, prerelease: false, previous: versions[at - 1] ?? null }))

  test('counts how often a service began its numbers anew', () => {
    const releases = chain('2014.1', '2015.1', '12.0.0', '13.0.0', '2.0')
    for (const list of [releases, releases.toReversed()])
      expect(Object.fromEntries(erasOf(list))).toEqual({
        '2014.1': 0,
        '2015.1': 0,
        '12.0.0': 1,
        '13.0.0': 1,
        '2.0': 2,
      })
  })

  test('goes on with the numbers of the release before, also when it is told late', () => {
    const old = { version: '2015.1.4', prerelease: false, previous: '2015.1' }
    expect(erasOf([...chain('2015.1', '12.0.0'), old]).get('2015.1.4')).toBe(0)
  })

  test('ends for releases that name each other', () => {
    const [a, b] = chain('1.0', '2.0')
    expect(
      erasOf([{ ...a, version: '1.0', prerelease: false, previous: '2.0' }, ...(b ? [b] : [])]).size,
    ).toBe(2)
  })

  test('is as fast for a chain that is told from its end', () => {
    const versions = Array.from({ length: 20_000 }, (_, n) => `1.${n}.0`)
    expect(erasOf(chain(...versions).reverse()).size).toBe(20_000)
  })
})

test('a name is no version', () => {
  expect(['1.4', 'v1.4.0', 'nightly', ''].map(isVersion)).toEqual([true, true, false, false])
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
    expect(latestStable([release('2.0.0-rc.1', '2026-06-01'), release('demo', '2026-01-01')])).toBeNull()
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

function release(version: string, day: string, era = 0) {
  return { version, prerelease: /-|rc/.test(version), released: `${day}T00:00:00Z`, era }
}
