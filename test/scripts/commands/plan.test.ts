import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type PlanOptions, planCommand } from '#commands/plan.ts'
import type { PlanDocument } from '#messages/plan.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'
import { put } from '../collect/collecting.ts'

const content = mkdtempSync(join(tmpdir(), 'plan-'))
const green = passingRecord(projectPolicy('default-2026.3'))
put(join(content, 'releases', green.service, `${green.version}.json`), JSON.stringify(green))

afterAll(() => rmSync(content, { recursive: true }))

const run = (parts: Partial<PlanOptions> = {}) =>
  planCommand(
    {
      content,
      config: 'test/sample/catalog.yaml',
      type: 'minor',
      format: 'text',
      at: '2026-07-02T12:00:00Z',
      ...parts,
    },
    {},
  )
const asData = (parts: Partial<PlanOptions> = {}): PlanDocument =>
  JSON.parse(run({ ...parts, format: 'json' }))
const required = (plan: PlanDocument) =>
  plan.artifacts.filter((each) => each.required).map(({ name }) => name)

describe('catalog plan', () => {
  test('asks each type for what the release evidence rules ask it', () => {
    const six = [
      'service_markers',
      'certification_pack',
      'performance_certification',
      'live_state_reconciliation',
      'pre_release_checklist',
      'evidence_chain',
    ]
    expect(required(asData({ type: 'docs-patch' }))).toEqual(['docs_gate'])
    expect(required(asData({ type: 'runtime-patch' }))).toEqual(['focused_evidence'])
    expect(required(asData({ type: 'minor' }))).toEqual(six)
    const providers = ['BigQuery', 'Kafka']
    expect(required(asData({ type: 'major', affects: providers }))).toEqual([
      ...six,
      'vendor_live_certification',
    ])
  })

  test('names the five products of real_local, of which the benchmark gate and the pack are not required', () => {
    const plan = asData({ profile: 'real_local' })
    expect(
      plan.artifacts.filter(({ isProduct }) => isProduct).map(({ name, required: is }) => [name, is]),
    ).toEqual([
      ['performance_certification', true],
      ['live_state_reconciliation', true],
      ['evidence_chain', true],
      ['benchmark-slo-gate', false],
      ['release_evidence_pack', false],
    ])
    expect(run({ profile: 'local_live' })).toContain(
      'local_live is not enough. A minor release needs real_local or',
    )
    expect(run({ type: 'major', profile: 'real_local', affects: ['BigQuery'] })).toContain(
      'real_local is not enough. A major release needs vendor_live, because it affects BigQuery.',
    )
  })

  test('says what the newest release has of it, and what to begin with', () => {
    const asked = { service: green.service, on: '2026-10-01' }
    const plan = asData(asked)
    expect(plan.service).toMatchObject({ release: `${green.service}@${green.version}`, hasDossier: true })
    expect(plan.first.map(({ gate }) => gate)).toContain('slo-dashboards')
    expect(run(asked)).toMatch(/Start this first\n.*SLO dashboards live: .* runs out on .*\. Do it by/)
    expect(run({ service: green.service })).toMatch(
      /Backup and restore drill completed\n.*\n {6}there: {2}.* counts until/,
    )
  })

  test('writes a checklist in Markdown, with foreign names escaped', () => {
    const text = run({ format: 'markdown', affects: ['<b>@ada</b>'] })
    expect(text).toMatch(/^## A minor release will need 28 gates, 7 artifacts and 2 approvals\./)
    expect(text).toContain('- [ ] **Secret scanning clean**')
    expect(text).not.toMatch(/<b>|(?<!\\)@ada/)
  })
})

describe('catalog plan', () => {
  test.each([
    [{ type: 'tiny' }, '--type tiny: use one of docs-patch'],
    [{ profile: 'constructor' }, '--profile constructor: use one of local_live'],
    [{ format: 'toString' }, '--format toString: use text'],
    [{ service: 'nobody' }, 'There is no service nobody. There are: '],
    [{ policy: 'nothing' }, 'There is no policy "nothing"'],
    [{ on: 'tomorrow' }, '--on tomorrow: give a day'],
    [{ affects: ['a\nb'] }, '--affects a'],
  ])('refuses %j', (parts, message) => {
    expect(() => run(parts)).toThrow(message)
  })
})
