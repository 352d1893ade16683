import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReleaseLocation } from '#collect/sources/source.ts'
import { sentence } from '#messages/messages.ts'
import type { EvidenceReference } from '#model/evidence.ts'
import { junit } from './dossiers.ts'
import { aReference, assetsSource, collectAll, collectFrom, filesSource } from './listing.ts'

const digest = (text: string) => hash('sha256', text)
const GREEN = junit()
const RED = junit(false)
const OTHER = 'f'.repeat(64)

/** `evidence/a.xml` and `evidence/b.xml` beside a list of these lines. */
async function beside(lines: string[], references = ['evidence/a.xml', 'evidence/b.xml'], more = {}) {
  const files = {
    'evidence/a.xml': GREEN,
    'evidence/b.xml': RED,
    'evidence/SHA256SUMS': lines.join('\n'),
    ...more,
  }
  const items = await collectFrom(
    filesSource(files),
    'tag',
    '1.0.0',
    references.map((path) => aReference(path)),
  )
  return { items, list: items.get('evidence/SHA256SUMS') ?? items.get('SHA256SUMS') }
}
const codes = (reasons: readonly { code: string }[] = []) => reasons.map((each) => each.code)

const A = `${digest(GREEN)}  a.xml`
const B = `${digest(RED)} *./b.xml`

describe('a checksum list beside the evidence', () => {
  test('becomes an artifact, and passes when every file it names is present and matches', async () => {
    const { items, list } = await beside([A, B])
    expect(list).toMatchObject({ name: 'SHA256SUMS', format: 'sha256sums', status: 'passed', gates: [] })
    expect(list?.counts).toMatchObject({ total: 2, passed: 2, failed: 0 })
    expect(items.get('evidence/a.xml')?.verification).toEqual([
      { source: 'sums', outcome: 'verified', name: 'evidence/SHA256SUMS', reasons: [] },
    ])
    expect([...items.values()].map((item) => item.status)).toEqual(['passed', 'failed', 'passed'])
  })

  test('marks an artifact with another digest as tampered, and names both digests', async () => {
    const { items, list } = await beside([`${OTHER}  a.xml`, B])
    const item = items.get('evidence/a.xml')
    expect(item).toMatchObject({ status: 'tampered', counts: null, metrics: {} })
    expect(item?.verification).toMatchObject([{ source: 'sums', outcome: 'failed' }])
    expect(item?.reasons.map(sentence)).toEqual([
      `The bytes do not match the digest that evidence/SHA256SUMS gives: listed ${OTHER}, found ${digest(GREEN)}.`,
    ])
    expect(list).toMatchObject({ status: 'failed' })
    expect(codes(list?.reasons)).toContain('list.differs')
  })

  test('marks a file as tampered under each name that the dossier gives it', async () => {
    const twice = [aReference('evidence/a.xml'), aReference('evidence/a.xml', { name: 'again' })]
    const collect = async (line: string) => {
      const files = { 'evidence/a.xml': GREEN, 'evidence/SHA256SUMS': line }
      return (await collectAll(filesSource(files), 'tag', '1.0.0', twice)).map(({ status }) => status)
    }
    expect(await collect(A)).toEqual(['passed', 'passed', 'passed'])
    expect(await collect(`${OTHER}  a.xml`)).toEqual(['tampered', 'tampered', 'failed'])
  })

  test.each([
    ['names a file that is not there', [A, B, `${OTHER}  gone.xml`], 'list.absent'],
    ['does not name an artifact beside it', [A], 'list.unlisted'],
    ['names a file by a path that leads elsewhere', [A, B, `${OTHER}  ../secret`], 'sha256sums.escaping'],
    ['gives a file two digests', [A, B, A.replace(/^./, '0')], 'sha256sums.contradicting'],
    ['holds a line that is none', [A, B, 'nonsense'], 'sha256sums.malformed'],
    ['names a file twice', [A, A, B], 'sha256sums.repeated'],
  ])('does not pass when it %s', async (_, lines, code) => {
    const { list } = await beside(lines)
    expect(list?.status).not.toBe('passed')
    expect(codes(list?.reasons)).toContain(code)
  })

  test('is compared with files that the dossier does not name', async () => {
    const lines = [A, B, `${digest('notes')}  notes.txt`]
    expect((await beside(lines, undefined, { 'evidence/notes.txt': 'notes' })).list?.status).toBe('passed')
    expect((await beside(lines, undefined, { 'evidence/notes.txt': 'other' })).list?.status).toBe('failed')
  })

  test('may name files from the root, like a tool that ran there', async () => {
    const lines = [`${digest(GREEN)}  evidence/a.xml`, `${digest(RED)}  evidence/b.xml`]
    expect((await beside(lines)).list?.status).toBe('passed')
  })
})

describe('a checksum list that the dossier names', () => {
  test('is one artifact, under the name of the dossier', async () => {
    const { items } = await beside([A, B], ['evidence/a.xml', 'evidence/b.xml', 'evidence/SHA256SUMS'])
    expect(items.size).toBe(3)
    expect(items.get('evidence/SHA256SUMS')).toMatchObject({ status: 'passed', name: 'evidence-SHA256SUMS' })
  })

  test('that is tampered itself marks nothing', async () => {
    const list = `${OTHER}  a.xml`
    const references = [aReference('evidence/a.xml'), aReference('evidence/SHA256SUMS', { sha256: OTHER })]
    const source = filesSource({ 'evidence/a.xml': GREEN, 'evidence/SHA256SUMS': list })
    const items = await collectFrom(source, 'tag', '1.0.0', references)
    expect([...items.values()].map((item) => item.status)).toEqual(['passed', 'tampered'])
  })
})

test('an artifact that a list marks as tampered keeps nothing that was read', async () => {
  const load = readFileSync('test/scripts/formats/fixtures/load-test-dossier/passed/input.json', 'utf8')
  const collected = async (sha256: string) => {
    const files = { 'load.json': load, SHA256SUMS: `${sha256}  load.json` }
    return (await collectFrom(filesSource(files), 'tag', '1.0.0', [aReference('load.json')])).get('load.json')
  }
  expect(await collected(digest(load))).toMatchObject({ status: 'passed', topology: { length: 5 } })
  const spoilt = await collected(OTHER)
  expect(spoilt).toMatchObject({ status: 'tampered', metrics: {} })
  expect(spoilt).not.toHaveProperty('topology')
})

describe('a checksum list among the assets of a release', () => {
  const assetAt = (asset: string) => {
    const { path: _, ...reference } = aReference(asset)
    return { ...reference, asset }
  }
  async function among(lines: string[], records: Record<string, string | null> = {}) {
    const assets = { 'a.xml': GREEN, 'b.xml': RED, SHA256SUMS: lines.join('\n') }
    const references = ['a.xml', 'b.xml'].map(assetAt)
    const items = await collectFrom(assetsSource(assets, records), 'tag', '1.0.0', references)
    return { items, list: items.get('SHA256SUMS'), a: items.get('a.xml') }
  }

  test('is found, and passes when every file it names is present and matches', async () => {
    const { list, a } = await among([A, B])
    expect(list).toMatchObject({ status: 'passed', collectedFrom: { source: 'release', path: 'SHA256SUMS' } })
    expect(a?.verification).toEqual([
      { source: 'sums', outcome: 'verified', name: 'SHA256SUMS', reasons: [] },
    ])
  })

  test('marks an asset with another digest as tampered', async () => {
    const { list, a } = await among([`${OTHER}  a.xml`, B])
    expect([list?.status, a?.status]).toEqual(['failed', 'tampered'])
    expect(codes(a?.reasons)).toEqual(['evidence.list_differs'])
  })

  test('may name them by their folder before the upload, unless two share a name', async () => {
    const of = (folder: string, text = GREEN) => `${digest(text)}  ${folder}/a.xml`
    expect((await among([of('dist'), B])).list?.status).toBe('passed')
    const two = await among([of('dist', RED), of('old', 'old'), B])
    expect(codes(two.list?.reasons)).toEqual(['list.files', 'list.absent', 'list.unlisted'])
    expect(two.a).toMatchObject({ status: 'passed', verification: [] })
  })

  const PRODUCT = `${digest('product')}  product.tar.gz`
  test.each([
    ['the digest on record', digest('product'), 'passed', undefined],
    ['another digest on record', OTHER, 'failed', 'list.differs'],
    ['no digest on record', null, 'unknown', 'list.not_compared'],
  ])(
    'is compared with assets that are not evidence by %s, and none is fetched',
    async (_, sha256, status, code) => {
      const { list } = await among([A, B, PRODUCT], { 'product.tar.gz': sha256 })
      expect(list?.status).toBe(status)
      expect(codes(list?.reasons)[1]).toBe(code)
    },
  )

  test('says nothing about files of the tree by the same name', async () => {
    const files = filesSource({ 'a.xml': GREEN })
    const assets = assetsSource({ 'b.xml': RED, SHA256SUMS: `${OTHER}  a.xml\n${B}` }, {})
    const both = {
      ...files,
      evidence: (home: ReleaseLocation, reference: EvidenceReference, most: number) =>
        (reference.asset === undefined ? files : assets).evidence(home, reference, most),
    }
    const items = await collectFrom(both, 'tag', '1.0.0', [aReference('a.xml'), assetAt('b.xml')])
    expect(items.get('a.xml')).toMatchObject({ status: 'passed', verification: [] })
    expect(items.get('b.xml')?.verification).toMatchObject([{ source: 'sums', outcome: 'verified' }])
  })
})

test('a list that another list contradicts marks nothing itself', async () => {
  const inner = `${OTHER}  a.xml`
  const files = {
    SHA256SUMS: `${OTHER}  evidence/SHA256SUMS`,
    'evidence/SHA256SUMS': inner,
    'evidence/a.xml': GREEN,
  }
  const references = ['SHA256SUMS', 'evidence/SHA256SUMS', 'evidence/a.xml'].map((path) => aReference(path))
  const items = await collectFrom(filesSource(files), 'tag', '1.0.0', references)
  expect(items.get('evidence/SHA256SUMS')?.status).toBe('tampered')
  expect(items.get('evidence/a.xml')?.status).toBe('passed')
})

test('an artifact index, which is older than later files, marks nothing as tampered', async () => {
  const item = { name: 'a.xml', path: 'a.xml', relative_path: 'a.xml', sha256: OTHER }
  const index = JSON.stringify({ total_artifacts: 1, roots: ['.'], items: [item] })
  const files = { 'a.xml': GREEN, 'artifact_index.json': index }
  const references = ['a.xml', 'artifact_index.json'].map((path) => aReference(path))
  const items = await collectFrom(filesSource(files), 'tag', '1.0.0', references)
  expect(items.get('a.xml')?.status).toBe('passed')
  expect(items.get('artifact_index.json')?.status).toBe('unknown')
  expect(codes(items.get('artifact_index.json')?.reasons)).toContain('list.differs')
})

test('evidence without a list is not compared, and nothing is added', async () => {
  const items = await collectFrom(filesSource({ 'a.xml': GREEN }), 'tag', '1.0.0', [aReference('a.xml')])
  expect([...items.values()].map((item) => item.verification)).toEqual([[]])
})

describe('a checksum list by any usual name, in any usual form', () => {
  const sha512 = (text: string) => hash('sha512', text)
  const WRONG = 'F'.repeat(64)
  const lists: [name: string, wrong: string, right: string][] = [
    ['SHA256SUMS', `${WRONG}  a.xml`, `${digest(GREEN).toUpperCase()}  a.xml`],
    ['SHA256SUMS.txt', `${WRONG} a.xml`, `${digest(GREEN)} a.xml`],
    ['sha256sum.txt', `SHA256 (a.xml) = ${WRONG}`, `SHA256 (a.xml) = ${digest(GREEN)}`],
    ['SHA512SUMS', `${'f'.repeat(128)}  a.xml`, `${sha512(GREEN)}  a.xml`],
    ['SHA384SUMS', `${'f'.repeat(96)}  a.xml`, `${hash('sha384', GREEN)}  a.xml`],
    ['pay_1.0.0_checksums.txt', `${WRONG}  a.xml`, `${digest(GREEN)}  a.xml`],
    ['pay_1.0.0_SHA256SUMS', `${WRONG}  a.xml`, `${digest(GREEN)}  a.xml`],
    ['checksums-sha512.txt', `${'f'.repeat(128)}  a.xml`, `${sha512(GREEN)}  a.xml`],
    [
      'checksums.txt',
      `SHA256  ${WRONG}  C:\\out\\a.xml`,
      `SHA256  ${digest(GREEN).toUpperCase()}  C:\\out\\a.xml`,
    ],
    ['a.xml.sha256', WRONG, digest(GREEN)],
    ['a.xml.sha512', `${'f'.repeat(128)}  a.xml`, `${sha512(GREEN)}  a.xml`],
    ['a.xml.sha256sum', `${WRONG} *a.xml`, `${digest(GREEN)} *a.xml`],
  ]
  const collected = (name: string, text: string) =>
    collectFrom(filesSource({ 'e/a.xml': GREEN, [`e/${name}`]: `${text}\n` }), 'tag', '1.0.0', [
      aReference('e/a.xml'),
    ])

  test.each(lists)(
    '%s marks what it contradicts as tampered, and verifies what it confirms',
    async (name, wrong, right) => {
      expect((await collected(name, wrong)).get('e/a.xml')).toMatchObject({
        status: 'tampered',
        verification: [{ source: 'sums', outcome: 'failed', name: `e/${name}` }],
      })
      const items = [...(await collected(name, right)).values()]
      expect(items[0]).toMatchObject({ status: 'passed', verification: [{ outcome: 'verified' }] })
      expect(items[1]).toMatchObject({ format: 'sha256sums', status: 'passed' })
    },
  )

  test('that cannot be read becomes an artifact that says so', async () => {
    const [, list] = [...(await collected('SHA256SUMS', '<html>')).values()]
    expect(list).toMatchObject({ format: 'sha256sums', status: 'unreadable' })
  })

  test('of one file is left alone if that file is no evidence', async () => {
    expect((await collected('other.xml.sha256', WRONG)).size).toBe(1)
  })
})
