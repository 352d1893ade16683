import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import { Dossier } from '#model/dossier.ts'
import { MetricsDocument } from '#model/metrics.ts'
import { RecordDocument } from '#model/record.ts'
import { isShipped } from './shipped.ts'

const text = (page: string) => readFileSync(`content/guide/${page}`, 'utf8')
const examples = (page: string) =>
  [...text(page).matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json ?? ''))

describe.runIf(isShipped)('the guide', () => {
  test.each([...new Set(EVIDENCE_FORMATS.map(({ name }) => name))])(
    'says when %s counts as proof',
    (format) => {
      const rows = text('evidence.mdx')
        .split('\n')
        .filter((line) => line.startsWith('|'))
      expect(rows.some((row) => row.split('|')[1]?.includes(`\`${format}\``))).toBe(true)
    },
  )

  test('shows a dossier that is valid as it stands', () => {
    const [dossier] = examples('writing-a-dossier.mdx')
    expect(Dossier.safeParse(dossier).error?.issues).toBeUndefined()
  })

  test('shows a record and metrics that are valid as they stand', () => {
    const [record, metrics] = examples('evidence.mdx')
    expect(RecordDocument.safeParse(record).error?.issues).toBeUndefined()
    expect(MetricsDocument.safeParse(metrics).error?.issues).toBeUndefined()
  })

  test('gives each page its own place in the order', () => {
    const orders = readdirSync('content/guide').map(
      (page) => parse(text(page).split(/^---$/m)[1] ?? '').order,
    )
    expect(new Set(orders).size).toBe(orders.length)
  })
})
