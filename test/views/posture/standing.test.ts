import { expect, test } from 'vitest'
import { dots } from '#views/posture/dots.ts'
import { standing } from '#views/posture/standing.ts'
import { aHistory, aLine, aService } from '../../factories.ts'

const STAGING = [{ id: 'staging', title: 'Staging' }]
const at = '2026-06-01T00:00:00Z'
const running = (version: string) => aHistory({ running: [{ environment: 'staging', version, at }] })
const releases = ['2.0.0', '2.0.0-rc.1', '1.10.0', '1.9.0'].map((version) =>
  aLine({ version, prerelease: version.includes('rc') }),
)

test('behind counts newer stable versions, not pre-releases', () => {
  const behind = (version: string) =>
    standing(aService(), releases, running(version), STAGING)?.environments[0]?.behind
  expect(behind('1.9.0')).toBe(2)
  expect(behind('2.0.0-rc.1')).toBe(1)
  expect(behind('2.0.0')).toBe(0)
})

test('a tag that is not a version has no number of versions behind', () => {
  const nightly = aLine({ version: 'nightly', semantic: false })
  const stands = standing(aService(), [...releases, nightly], running('nightly'), STAGING)
  expect(stands?.environments[0]).toMatchObject({ line: nightly, behind: null })
})

test('an environment that nothing reached stays in the row, empty', () => {
  expect(standing(aService(), releases, aHistory(), STAGING)?.environments).toEqual([
    {
      environment: 'staging',
      title: 'Staging',
      production: 'assumed',
      line: null,
      against: null,
      today: null,
      behind: null,
    },
  ])
})

test('an environment says what was found of how its release came there, the gravest first', () => {
  const against = (...codes: string[]) => {
    const history = aHistory({ running: [{ environment: 'staging', version: '2.0.0', at, codes }] })
    return standing(aService(), releases, history, STAGING)?.environments[0]?.against
  }
  expect(against('smoke.failed', 'promotion.unmet')).toBe('against its conditions')
  expect(against('smoke.failed')).toBe('smoke red')
  expect(against()).toBeNull()
})

test('a service without releases has no standing', () => {
  expect(standing(aService(), [], undefined, STAGING)).toBeNull()
})

test('the dots hold the last 90 days, oldest first, by the verdict at release', () => {
  const recent = aLine({ version: '2.0.0', released: '2026-05-30T00:00:00Z', today: 'no-go' })
  const edge = aLine({ version: '1.9.0', released: '2026-03-03T00:00:00Z', atRelease: 'no-go' })
  const old = aLine({ version: '1.0.0', released: '2026-03-02T00:00:00Z' })
  const { marks, text } = dots([recent, edge, old], at)
  expect(marks.map((mark) => mark.verdict)).toEqual(['no-go', 'go'])
  expect(marks.map((mark) => mark.x)).toEqual([6, 112])
  expect(text).toBe(
    '2 releases in the 90 days before 1 Jun 2026: 1.9.0 NO-GO on 3 Mar 2026; 2.0.0 GO on 30 May 2026',
  )
})

test('the dots say so if there is no recent release', () => {
  expect(dots([aLine({ released: '2026-01-01T00:00:00Z' })], at)).toEqual({
    marks: [],
    text: 'No release in the 90 days before 1 Jun 2026',
  })
})

test('many releases are counted and the newest are named', () => {
  const many = Array.from({ length: 9 }, (_, n) =>
    aLine({ version: `1.${n}.0`, released: `2026-05-0${n + 1}T00:00:00Z` }),
  )
  expect(dots(many, at).text).toMatch(
    /^9 releases in the 90 days before 1 Jun 2026, the newest 6: 1\.3\.0 GO on 4 May 2026; .*1\.8\.0/,
  )
})
