import { describe, expect, test } from 'vitest'
import { type Remark, type RunSummary, summaryLines, warningLines } from '#collect/report.ts'
import { printable } from '#lib/text.ts'

const remark = (tag: string, code = 'tag.hidden_characters', args = {}): Remark => ({
  release: `product@${tag}`,
  tag,
  file: 'releases/product/a,b:c.json',
  findings: [{ code, args, path: [] }],
  from: null,
})

const summary = (parts: Partial<RunSummary> = {}): RunSummary => ({
  content: 'content',
  at: '2026-06-01T00:00:00Z',
  counts: { tags: 3, releases: 2, dossiers: 1, quarantined: 1, ignored: 1 },
  read: 2,
  reused: 0,
  removed: 0,
  ledger: { entries: 12, added: 2 },
  lost: [],
  mended: [],
  quarantined: [],
  unknown: [],
  refusedScoring: [],
  gitProcesses: 5,
  ...parts,
})

describe('printable', () => {
  test('shows control, direction and unassigned characters by their number', () => {
    expect(printable('a\u001b[31m\r\n\u202e\u200b\ufeffé日')).toBe(
      'a\\u{1b}[31m\\u{d}\\u{a}\\u{202e}\\u{200b}\\u{feff}é日',
    )
  })
})

describe('summaryLines', () => {
  test('says what was found and what was done', () => {
    expect(summaryLines(summary())).toEqual([
      '3 tags, 2 releases: 1 dossier, 1 quarantined, 1 tag of no service.',
      '2 read, 0 unchanged, 0 removed, with 5 git processes.',
      '12 ledger entries, 2 of them new.',
      'Written to content for catalog time 2026-06-01T00:00:00Z.',
    ])
  })
})

describe('warningLines', () => {
  test('are plain on a terminal', () => {
    expect(warningLines(summary({ quarantined: [remark('v1\u001b[0m')] }), false)).toEqual([
      'warning: product@v1\\u{1b}[0m (tag v1\\u{1b}[0m) is quarantined: The name of the tag contains invisible characters. Tag the commit again under a plain name.',
    ])
  })

  test('are annotations on GitHub, and no text can add another', () => {
    const [line] = warningLines(summary({ unknown: [remark('v1%\r\n::error::x')] }), true)
    expect(line).toMatch(/^::warning file=content\/releases\/product\/a%2Cb%3Ac\.json::product@v1%25/)
    expect(line).not.toMatch(/[\r\n]/)
    expect(line).toContain('%25\\u{d}\\u{a}::error::x')
  })

  test('end after fifty', () => {
    const quarantined = Array.from({ length: 52 }, (_, n) => remark(`v${n}`))
    const lines = warningLines(summary({ quarantined }), false)
    expect(lines).toHaveLength(51)
    expect(lines.at(-1)).toBe('and 2 more warnings; --json lists all.')
  })
})
