import { expect, test } from 'vitest'
import { latestRelease } from '#decide/history/latest.ts'
import { aLine } from '../../factories.ts'

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
