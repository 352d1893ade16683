import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { toldFormats, withFormatTables } from '#formats/guide.ts'
import { Dossier } from '#model/dossier.ts'
import { MetricsDocument } from '#model/metrics.ts'
import { RecordDocument } from '#model/record.ts'
import { isShipped } from './shipped.ts'

const text = (page: string) => readFileSync(`content/guide/${page}`, 'utf8')
const examples = (page: string) =>
  [...text(page).matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json ?? ''))

describe.runIf(isShipped)('the guide', () => {
  test('lists the formats as their tables do, which `UPDATE_GOLDENS=1 vitest` writes anew', () => {
    const page = withFormatTables(text('evidence.mdx'))
    if (process.env['UPDATE_GOLDENS'] === '1' && !process.env['CI'])
      writeFileSync('content/guide/evidence.mdx', page)
    expect(text('evidence.mdx')).toBe(page)
  })

  test.each(toldFormats())('tells of $name in words that Markdown takes as they are', (format) => {
    const { name: _, section: __, ...texts } = format
    const plain = Object.values(texts).flatMap((each) => each.split('`').filter((_text, at) => at % 2 === 0))
    expect(plain.filter((each) => /[<>{}|\n]/.test(each))).toEqual([])
  })

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
