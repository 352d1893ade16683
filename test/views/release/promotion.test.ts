import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Dossier } from '#model/dossier.ts'
import { promotion } from '#views/release/promotion.ts'
import { aDossier, aRecord } from '../../builders.ts'
import { anAssessed } from './input.ts'

const PRODUCTION = { id: 'production', production: true, conditions: [] }

const view = (parts: Partial<z.input<typeof Dossier>>) =>
  promotion(anAssessed(aRecord({ dossier: aDossier(parts), environments: [PRODUCTION] })))

describe('environments', () => {
  test('stand in the catalog’s order with what was reached and what not', () => {
    const { path, furthest } = view({ promotions: [{ to: 'dev', result: 'reached' }] })
    expect(path.map((place) => [place.title, place.word])).toEqual([
      ['Development', 'reached'],
      ['Production', 'not reached'],
    ])
    expect(furthest).toBe('Development')
  })

  test('that a release passed through without a record are not called unreached', () => {
    const { path } = view({ promotions: [{ from: 'dev', to: 'production', result: 'blocked' }] })
    expect(path.map((place) => place.word)).toEqual(['not recorded', 'blocked'])
  })

  test('that only the dossier knows are not dropped', () => {
    const { path } = view({ promotions: [{ to: 'canary', result: 'blocked' }] })
    expect(path.at(-1)).toMatchObject({ title: 'canary', word: 'blocked' })
  })

  test('that were left again count as rolled back', () => {
    const promotions = [
      { to: 'production', result: 'reached' as const },
      { to: 'production', result: 'rolled-back' as const },
    ]
    expect(view({ promotions }).path.at(-1)?.word).toBe('rolled back')
  })
})

describe('an environment reached like one before it', () => {
  const into = (to: string, more: object = {}) => ({ to, result: 'reached' as const, by: 'Ada', ...more })
  const alike = (second: object) =>
    promotion(
      anAssessed(aRecord({ dossier: aDossier({ promotions: [into('dev'), into('production', second)] }) })),
    ).path.map((place) => place.alike)

  test('refers to it', () => {
    expect(alike({})).toEqual([null, 'Development'])
  })

  test('that differs says how', () => {
    expect(alike({ by: 'Grace' })).toEqual([null, null])
    expect(alike({ result: 'blocked' })).toEqual([null, null])
  })

  test('against the rules is never folded', () => {
    const wrong = into('dev', { noVerify: true })
    const { path } = view({ promotions: [wrong, { ...wrong, to: 'production' }] })
    expect(path.map((place) => place.alike)).toEqual([null, null])
  })

  test('that is not reached is never folded', () => {
    expect(view({ promotions: [] }).path.map((place) => place.alike)).toEqual([null, null])
  })
})

describe('the conditions of a promotion', () => {
  test('that are met share a line, each other has its own', () => {
    const conditions = [
      { id: 'A-012', title: 'keys are rotated', status: 'met' as const },
      { id: 'A-014', status: 'not-met' as const },
    ]
    const step = view({ promotions: [{ to: 'dev', result: 'blocked', conditions }] }).path[0]?.steps[0]
    expect(step?.met).toEqual(['A-012: keys are rotated'])
    expect(step?.open).toMatchObject([{ text: 'A-014', word: 'not met' }])
  })
})

describe('what was found of a promotion', () => {
  const production = (step: object, more: object = {}) =>
    view({ promotions: [{ to: 'production', result: 'reached', ...step }], ...more }).path.at(-1)

  test.each([
    [{}, 'reached, without a sign-off'],
    [{ conditions: [{ id: 'A-014', status: 'not-met' }] }, 'reached, against its conditions'],
    [{ noVerify: true }, 'reached, against the rules'],
  ])('of %j names the environment “%s”', (step, word) => {
    expect(production(step)).toMatchObject({ word, mark: 'no' })
  })

  test('stands at its step, with its code and its sentence', () => {
    const codes = production({ directPush: true })?.steps[0]?.violations.map(({ code }) => code)
    expect(codes).toEqual([
      'promotion.direct_push',
      'promotion.no_signoff',
      'promotion.undated',
      'smoke.none',
    ])
  })

  test('of a smoke run names the environment too, when nothing graver was found', () => {
    const at = '2026-06-02T00:00:00Z'
    const steps = [{ actor: 'a', target: 'b', action: 'c', result: 'failed' }]
    const more = {
      spine: { signoff: { at: '2026-06-01T00:00:00Z' } },
      smokeRuns: [{ environment: 'production', at, buildVersion: '1.4.0', steps }],
    }
    expect(production({ at }, more)?.word).toBe('reached, smoke red')
    expect(production({ at, result: 'rolled-back' }, more)?.word).toBe('rolled back')
  })
})

describe('a smoke run', () => {
  const step = (result: 'passed' | 'failed' | 'skipped') => ({ actor: 'a', target: 'b', action: 'c', result })
  const run = (results: ('passed' | 'failed' | 'skipped')[], buildVersion?: string) =>
    view({
      smokeRuns: [
        { environment: 'dev', steps: results.map(step), ...(buildVersion ? { buildVersion } : {}) },
      ],
    }).smoke[0]

  test('passes when something passed and nothing failed', () => {
    expect(run(['passed', 'skipped'])?.word).toBe('GREEN')
  })

  test('does not pass when a step failed, or when nothing ran', () => {
    expect(run(['passed', 'failed'])?.word).toBe('1 FAILED')
    expect(run(['skipped'])?.word).toBe('NOTHING PASSED')
    expect(run([])?.word).toBe('NOTHING PASSED')
  })

  test('of another version is not green, whatever passed', () => {
    expect(run(['passed'], '1.3.9')).toMatchObject({ word: 'OTHER VERSION', tone: 'bad' })
    expect(run(['passed'], '1.4.0+build.7')?.word).toBe('GREEN')
    expect(run(['failed'], '1.3.9')?.word).toBe('1 FAILED')
  })

  test('names both parties once when they are the same in every step', () => {
    const two = run(['passed', 'failed'])
    expect([two?.between, two?.steps.map(({ action }) => action)]).toEqual(['a → b', ['c', 'c']])
    const [one] = view({
      smokeRuns: [{ environment: 'dev', steps: [step('passed'), { ...step('passed'), target: 'd' }] }],
    }).smoke
    expect([one?.between, one?.steps.map(({ action }) => action)]).toEqual([null, ['a → b: c', 'a → d: c']])
  })

  test('refers to an earlier one that went the same, step by step', () => {
    const of = (environment: string, ...results: ('passed' | 'failed')[]) => ({
      environment,
      steps: results.map(step),
    })
    const { smoke } = view({
      smokeRuns: [of('dev', 'passed'), of('staging', 'failed'), of('production', 'passed')],
    })
    expect(smoke.map(({ alike }) => alike)).toEqual([null, null, 'dev'])
  })

  test('confirms that the deployed version is the tagged one', () => {
    expect(run(['passed'], 'v1.4.0')?.build.mark).toBe('ok')
    expect(run(['passed'], '1.3.9')?.build).toEqual({
      text: 'the environment reports 1.3.9, the tag says 1.4.0',
      mark: 'no',
    })
    expect(run(['passed'])?.build.mark).toBe('no')
  })
})
