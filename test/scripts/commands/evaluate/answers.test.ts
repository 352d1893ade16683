import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfiguration, usualPolicy } from '#collect/configuration/configuration.ts'
import { type EvaluateOptions, evaluateCommand } from '#commands/evaluate.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { bothWords } from '#messages/report/report.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aDossier, aPolicy } from '../../../builders.ts'
import { passingRecord, projectPolicy } from '../../../passing-record.ts'
import { put, temporaryFolder } from '../../collect/collecting.ts'

const folder = temporaryFolder()
const LATER = '2027-06-02T12:00:00Z'
const green = passingRecord(projectPolicy('default-2026.2'))
const policies = 'test/sample/policies'

function run(record: ReleaseRecord, options: Partial<EvaluateOptions> = {}) {
  const file = join(folder, 'record.json')
  put(file, canonical(record))
  const usual = { content: folder, format: 'text', moment: 'today', at: AT }
  return evaluateCommand(file, { ...usual, policy: `${policies}/default-2026.2.yaml`, ...options }, {})
}

describe('a release whose two verdicts differ', () => {
  test('is answered by today’s, or by the one at release if that was asked for', async () => {
    const today = await run(green, { at: LATER })
    const release = await run(green, { at: LATER, moment: 'release' })
    expect([today.exitCode, release.exitCode]).toEqual([1, 0])
    expect(today.text).toMatch(/\nDECISION: AGED OUT, GO at release\n$/)
    expect(release.text).toMatch(/\nDECISION: GO at release, AGED OUT today\n$/)
  })

  test('has what stood in its way at release listed too', async () => {
    const evidence = green.evidence.map((item) => ({ ...item, generatedAt: '2026-06-10T00:00:00Z' }))
    const late = { ...green, evidence }
    const { text, exitCode } = await run(late, { at: '2026-06-11T00:00:00Z', moment: 'release' })
    expect(exitCode).toBe(1)
    expect(text).toMatch(/\nAt release, between it and GO \(\d+\):\n/)
    expect((await run(late, { at: '2026-06-11T00:00:00Z', format: 'markdown' })).text).toContain(
      '### At release, between it and GO',
    )
  })

  test('asks for a moment that there is', async () => {
    await expect(run(green, { moment: 'tomorrow' })).rejects.toThrow(
      '--moment tomorrow: use release or today.',
    )
  })
})

describe('a declared decision', () => {
  const declaring = (decision: 'GO' | 'NO-GO' | 'inconclusive') => ({
    ...green,
    dossier: aDossier({ ...green.dossier, declaredDecision: { decision } }),
  })

  test('that was not recomputed ends with 1, in both directions', async () => {
    expect((await run(declaring('GO'))).exitCode).toBe(0)
    expect((await run(declaring('NO-GO'))).exitCode).toBe(1)
    expect((await run(declaring('inconclusive'))).exitCode).toBe(1)
    expect((await run({ ...declaring('GO'), evidence: [] })).exitCode).toBe(1)
  })
})

describe('the policy', () => {
  test('comes from the configuration that is named', async () => {
    const catalog = join(folder, 'authored')
    put(join(catalog, 'catalog.yaml'), 'title: Mine\nrepository: .\npolicy: edge\n')
    put(join(catalog, 'policies/edge.yaml'), readFileSync(resolve(policies, 'edge-2026.1.yaml'), 'utf8'))
    const file = join(folder, 'own.json')
    put(file, canonical(green))
    const options = {
      content: folder,
      config: join(catalog, 'catalog.yaml'),
      format: 'json',
      moment: 'today',
      at: AT,
    }
    const { text } = await evaluateCommand(file, options, {})
    expect(JSON.parse(text).today.policy.id).toBe('edge')
    expect(readConfiguration({ config: options.config }).policy).toBe('edge')
  })

  test('needs no name if it is the only one', () => {
    expect(usualPolicy([aPolicy([], { id: 'ours' }), aPolicy([], { id: 'ours', version: '2' })])).toBe('ours')
    expect(usualPolicy([aPolicy([], { id: 'ours' }), aPolicy([], { id: 'default' })])).toBe('default')
  })

  test('has to be named if there are several and none is the default', () => {
    const several = [aPolicy([], { id: 'ours' }), aPolicy([], { id: 'theirs' })]
    expect(() => usualPolicy(several)).toThrow('There are several policies: ours, theirs.')
  })
})

test('one word stands for both verdicts while they are the same', async () => {
  const { text } = await run(green, { format: 'json' })
  expect(bothWords(JSON.parse(text), 'today')).toBe('GO')
})
