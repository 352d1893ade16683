import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RunSummary } from '#collect/report.ts'
import { collectInto, snapshot, temporaryFolder } from './collecting.ts'
import { buildRepository, type Step } from './fast-import.ts'

/** Names that git takes and that look like options, shell, markup, paths or words of git's own. */
const NAMES = [
  '-v1.0.0',
  '--output=pwned',
  '--upload-pack=touch-pwned',
  'v1.0.0$(touch-pwned)',
  'v1.0.0`id`',
  'v1.0.0;id',
  'v1.0.0|id',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'HEAD',
  '@-1',
  'refs/tags/v1.0.0',
  'refs/heads/main',
  '%2e%2e',
  'v1.0.0.html',
  'index',
  '404',
  'CON',
  'V1.0.0',
  'a/b/c/d',
  "v1'or'1'='1",
  '=1+1',
  'émile-v1.0.0',
  'v１.0.0',
  'lеdger-v1.0.0',
]

/** Names that must not be shown as they are. */
const UNREADABLE = [
  Buffer.from([0x76, 0x31, 0xff, 0xfe]),
  Buffer.from('v1.0.0\u202e0.0.9'),
  Buffer.from('v1.0.0\u200b'),
  Buffer.from('\ufeffv1.0.0'),
  Buffer.from(`v${'É'.repeat(100)}`),
]

const folder = temporaryFolder()
const content = join(folder, 'content')
let summary: RunSummary
let before: Record<string, string>

beforeAll(async () => {
  const steps: Step[] = [
    { commit: 'a', at: '2026-01-01T00:00:00Z', subject: 'Start\u001b[31m', files: { 'a\u202e.txt': 'x' } },
    { tag: 'v1.0.0', of: 'a' },
    ...[...NAMES, ...UNREADABLE].map((tag) => ({ tag, of: 'a' })),
  ]
  const repository = buildRepository(join(folder, 'repository'), steps)
  before = snapshot(repository)
  summary = await collectInto(content, { repository })
})

describe('hostile tag names', () => {
  test('are all collected, each into a file of its own', () => {
    expect(summary.counts.tags).toBe(1 + NAMES.length + UNREADABLE.length)
    // HEAD stands for whatever is newest.
    expect(summary.counts.releases).toBe(summary.counts.tags - 1)
    const all = readdirSync(join(content, 'releases'), { recursive: true, encoding: 'utf8' })
    // What begins with a dot is kept between runs.
    const files = all.filter((file) => !file.startsWith('.'))
    expect(files.filter((file) => /\/.*\.json$/.test(file))).toHaveLength(summary.counts.releases)
    const folded = files.map((file) => file.normalize('NFKC').toLowerCase())
    expect(new Set(folded).size).toBe(files.length)
  })

  test('run nothing and write nothing outside the content folder', () => {
    expect(existsSync('pwned')).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(['content', 'repository'])
    expect(snapshot(join(folder, 'repository'))).toEqual(before)
    expect('polluted' in {}).toBe(false)
  })

  test('that cannot be read or shown are quarantined with their bytes in base64', () => {
    const codes = summary.quarantined.map(({ findings }) => findings[0]?.code).sort()
    expect(codes).toEqual([
      'tag.hidden_characters',
      'tag.hidden_characters',
      'tag.hidden_characters',
      'tag.look_alike',
      'tag.look_alike',
      'tag.not_utf8',
      'tag.too_long',
    ])
    const base64 = summary.quarantined.flatMap(({ findings }) => findings[0]?.args['base64'] ?? []).sort()
    expect(base64).toEqual(UNREADABLE.map((name) => name.toString('base64')).sort())
  })

  test('that hide something are shown with what they hide, and look-alikes with what they look like', () => {
    const said = summary.quarantined.flatMap(({ tag, findings }) =>
      findings.map(({ code, args }) => [code, code === 'tag.look_alike' ? tag : args['shown'], args['like']]),
    )
    expect(said).toEqual(
      expect.arrayContaining([
        ['tag.hidden_characters', 'v1.0.0\\u{202e}0.0.9', undefined],
        ['tag.look_alike', 'v１.0.0', 'v1.0.0'],
        ['tag.look_alike', 'lеdger-v1.0.0', null],
      ]),
    )
  })

  test('never become versions they only look like', () => {
    const index = snapshot(join(content, 'releases'))['index.ndjson'] ?? ''
    const lines = Buffer.from(index, 'base64')
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const semantic = lines
      .filter((line) => line.semantic !== false)
      .map((line) => `${line.service}@${line.version}`)
    expect(semantic).toEqual(['refs-tags@1.0.0', 'repository@1.0.0'])
    expect(lines.map(({ version }) => version)).toContain('V1.0.0')
  })
})
