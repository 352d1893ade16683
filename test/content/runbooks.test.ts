import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { readRunbooks } from '#collect/configuration/configuration.ts'
import { evaluateCommand } from '#commands/evaluate.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { PATTERNS, TABLES } from '#messages/messages.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import { publicPattern } from '#model/finding.ts'
import { passingRecord, projectPolicy } from '../passing-record.ts'
import { put, temporaryFolder } from '../scripts/collect/collecting.ts'
import { isShipped } from './shipped.ts'

// The program looks for them where it does outside of tests.
vi.hoisted(() => Reflect.deleteProperty(process.env, 'CATALOG_DEFAULTS'))

describe.runIf(isShipped)('the runbooks that come with the program', () => {
  const runbooks = isShipped ? readRunbooks('content/runbooks') : []
  const runbookOf = makeRunbookOf(runbooks)

  const codes = Object.values(TABLES).flatMap((table) => Object.keys(table))

  test.each(codes)('serve %s, exactly one of them', (code) => {
    expect(runbookOf(publicPattern(code))).not.toBeNull()
  })

  test('are taken where a configuration has none beside it', () => {
    expect(readRunbooks(null)).toEqual(runbooks)
    expect(readRunbooks('content/nothing')).toEqual(runbooks)
  })

  test('are named by their path where nothing was collected', async () => {
    const folder = temporaryFolder()
    put(join(folder, 'record.json'), canonical(passingRecord(projectPolicy('default-2026.3'))))
    const options = {
      content: join(folder, 'nothing'),
      at: '2027-06-02T12:00:00Z',
      format: 'json',
      moment: 'today',
    }
    const { text } = await evaluateCommand(join(folder, 'record.json'), options, {})
    expect(JSON.parse(text).runbooks).toMatchObject({ 'gate.slo-dashboards.stale': '/runbooks/stale/' })
  })

  test.each(runbooks.map(({ slug, sources }) => [slug, sources] as const))(
    '%s says where it comes from, what to do, and what nobody may do instead',
    (slug, sources) => {
      expect(sources.length).toBeGreaterThan(0)
      const text = readFileSync(`content/runbooks/${slug}.mdx`, 'utf8')
      const steps = text.split('\n## Fix it\n')[1] ?? ''
      expect(steps).toMatch(/^1\. /m)
      expect(steps.split('\n## What does not fix it\n')[1] ?? '').toMatch(/^- /m)
    },
  )

  test('share no pattern', () => {
    const all = runbooks.flatMap((runbook) => runbook.codes)
    expect(all.filter((pattern, at) => all.indexOf(pattern) !== at)).toEqual([])
  })

  test.each(runbooks.flatMap(({ slug, codes }) => codes.map((code) => [slug, code] as const)))(
    '%s serves %s: a code that there is, or an artifact that the policy knows',
    (slug, pattern) => {
      const alone = makeRunbookOf([{ slug, codes: [pattern] }])
      const served = PATTERNS.filter((code) => alone(code) === slug && runbookOf(code) === slug)
      const isArtifact = ARTIFACTS.has(pattern) && runbookOf(pattern) === slug
      expect(served.length > 0 || isArtifact).toBe(true)
    },
  )
})

const ARTIFACTS = new Set(projectPolicy('default-2026.2').artifacts.map(({ name }) => `${name}.not_passed`))
