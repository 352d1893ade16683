import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArchive } from '#parse/archive.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import { spoiltBytes } from '../formats/mutations.ts'
import { type Packed, tarOf, tgzOf, zipOf } from './archives.ts'

const read = (bytes: Buffer, limits = ARCHIVE_LIMITS) => readArchive(bytes, 'a.zip', limits)

async function refusal(bytes: Buffer, limits = ARCHIVE_LIMITS) {
  const door = await read(bytes, limits)
  return door.ok ? [...door.value.keys()] : [door.findings[0]?.code, door.findings[0]?.args['entry']]
}

const HONEST: Packed[] = [
  { name: 'dossier.json', content: '{}' },
  { name: 'reports/', mode: 0o040755 },
  { name: 'reports/junit.xml', content: '<a/>' },
  { name: '__proto__', content: 'x' },
]
const FILES = [
  ['dossier.json', '{}'],
  ['reports/junit.xml', '<a/>'],
  ['__proto__', 'x'],
]

describe('an honest archive', () => {
  test.each([
    ['zip', zipOf(...HONEST)],
    ['tar', tarOf(...HONEST.map((each) => ({ ...each, type: each.name.endsWith('/') ? '5' : '0' })))],
    ['tgz', tgzOf(...HONEST.map((each) => ({ ...each, type: each.name.endsWith('/') ? '5' : '0' })))],
  ])('of kind %s gives its files', async (_, bytes) => {
    const door = await read(bytes)
    expect(door.ok && [...door.value].map(([path, content]) => [path, content.toString()])).toEqual(FILES)
  })

  test('may begin its paths with ./ as tar does', async () => {
    expect(await refusal(tgzOf({ name: './', type: '5' }, { name: './a.json', content: '1' }))).toEqual([
      'a.json',
    ])
  })

  test('keeps an archive inside as the file that it is', async () => {
    expect(await refusal(zipOf({ name: 'inner.zip', content: zipOf(...HONEST) }))).toEqual(['inner.zip'])
  })
})

describe('an archive with a path that leads out of it', () => {
  test.each([
    ['../evil', 'archive.path'],
    ['a/../../evil', 'archive.path'],
    ['/evil', 'archive.path'],
    ['C:/evil', 'archive.path'],
    ['c:evil', 'archive.path'],
    ['..\\evil', 'archive.path'],
    ['a//b', 'archive.path'],
    ['a/./b', 'archive.path'],
    ['a\u0000.json', 'archive.hidden_characters'],
    ['a\u202egnp.json', 'archive.hidden_characters'],
  ])('%j is refused as a zip, and as a tar', async (name, code) => {
    expect(await refusal(zipOf({ name: 'good', content: '1' }, { name, content: '1' }))).toEqual([code, name])
    // A tar's name ends at NUL.
    if (!name.includes('\u0000')) expect(await refusal(tarOf({ name, content: '1' }))).toEqual([code, name])
  })

  test('that is too long is refused', async () => {
    const name = 'a'.repeat(501)
    expect((await refusal(zipOf({ name })))[0]).toBe('archive.long_path')
    expect(await refusal(zipOf({ name: name.slice(1) }))).toEqual([name.slice(1)])
  })
})

describe('an archive with entries other than files', () => {
  test.each([
    [0o120777, 'archive.link'],
    [0o010644, 'archive.special'],
    [0o020644, 'archive.special'],
  ])('mode %o of a zip is refused', async (mode, code) => {
    expect(await refusal(zipOf({ name: 'x', mode, content: '/etc/passwd' }))).toEqual([code, 'x'])
  })

  test.each([
    ['1', 'archive.link'],
    ['2', 'archive.link'],
    ['3', 'archive.special'],
    ['6', 'archive.special'],
  ])('type %s of a tar is refused', async (type, code) => {
    const link = type < '3' ? '/etc/passwd' : ''
    expect(await refusal(tarOf({ name: 'x', type, link }))).toEqual([code, 'x'])
  })
})

describe('an archive in which two entries collide', () => {
  test.each([
    ['a', 'a', 'archive.twice'],
    ['a', 'a/b', 'archive.twice'],
    ['a/b', 'a', 'archive.twice'],
    ['a', 'A', 'archive.twins'],
    ['a/x', 'A/y', 'archive.twins'],
    ['caf\u00e9', 'cafe\u0301', 'archive.twins'],
    ['stra\u00dfe', 'STRASSE', 'archive.twins'],
  ])('%j and %j are refused', async (first, second, code) => {
    expect((await refusal(zipOf({ name: first }, { name: second })))[0]).toBe(code)
    expect((await refusal(tarOf({ name: first }, { name: second })))[0]).toBe(code)
  })
})

describe('an archive that misstates an entry', () => {
  test.each([
    ['size too small', { size: 3 }, 'archive.wrong_size'],
    ['size too large', { size: 300 }, 'archive.wrong_size'],
    ['checksum', { crc: 1 }, 'archive.wrong_checksum'],
    ['name', { localName: 'b.json' }, 'archive.two_names'],
    ['encryption', { flags: 1 }, 'archive.encrypted'],
  ])('by its %s is refused', async (_, claims, code) => {
    expect(await refusal(zipOf({ name: 'a.json', content: 'a'.repeat(90), claims }))).toEqual([
      code,
      'a.json',
    ])
  })

  test('is refused when it is cut off anywhere', async () => {
    const whole = zipOf(...HONEST)
    const tar = tgzOf({ name: 'a', content: 'a'.repeat(2000) })
    const cuts = Array.from({ length: 20 }, (_, n) => (n + 1) / 21)
    for (const cut of cuts) {
      expect((await read(whole.subarray(0, whole.length * cut))).ok, `zip ${cut}`).toBe(false)
      expect((await read(tar.subarray(0, tar.length * cut))).ok, `tar ${cut}`).toBe(false)
    }
    expect((await read(tarOf({ name: 'a', content: 'a'.repeat(2000) }).subarray(0, 1024))).ok).toBe(false)
  })
})

describe('an archive that costs too much', () => {
  const small = { ...ARCHIVE_LIMITS, bytes: 5000, entryBytes: 3000, entries: 3, ratioFrom: 500, ratio: 10 }
  const noise = (size: number) => Buffer.from(Array.from({ length: size }, (_, n) => (n * n * 31 + n) % 251))

  test('because it expands too far is refused before it is unpacked', async () => {
    const zeros = { name: 'zeros', content: Buffer.alloc(2000) }
    expect(await refusal(zipOf(zeros), small)).toEqual(['archive.bomb', 'zeros'])
    expect((await refusal(tgzOf(zeros), small))[0]).toBe('archive.bomb')
    expect(await refusal(zipOf({ name: 'few', content: Buffer.alloc(400) }), small)).toEqual(['few'])
  })

  test('because of one entry, all of them, or their number is refused', async () => {
    const of = (...sizes: number[]) => sizes.map((size, n) => ({ name: `${n}`, content: noise(size) }))
    const lax = { ...small, ratio: 1000 }
    // The headers of a tar count too.
    const roomy = { ...lax, bytes: 50_000 }
    expect(await refusal(zipOf(...of(3001)), lax)).toEqual(['archive.entry_too_large', '0'])
    expect((await refusal(zipOf(...of(2000, 2000, 1001)), lax))[0]).toBe('archive.too_large')
    expect((await refusal(zipOf(...of(1, 1, 1, 1)), lax))[0]).toBe('archive.too_many_entries')
    expect((await refusal(tgzOf(...of(1, 1, 1, 1)), roomy))[0]).toBe('archive.too_many_entries')
    expect((await refusal(tgzOf(...of(3001)), roomy))[0]).toBe('archive.entry_too_large')
    expect((await refusal(zipOf(...of(3000, 1000, 1000)), lax)).length).toBe(3)
  })

  test('because gzip is packed by gzip is refused', async () => {
    expect((await refusal(gzipSync(tgzOf({ name: 'a' }))))[0]).toBe('archive.nested')
  })
})

describe('what is not an archive', () => {
  test.each([
    ['<!doctype html><html>Sign in</html>', 'an HTML page'],
    ['{}', null],
    ['', null],
  ])('%j is refused by what it looks like', async (text, what) => {
    const door = await read(Buffer.from(text))
    expect(door).toMatchObject({ ok: false, findings: [{ code: 'archive.unknown', args: { what } }] })
  })

  const seeds = [
    zipOf(...HONEST),
    tarOf({ name: 'a', content: 'abc' }, { name: 'b/c', content: 'x'.repeat(3000) }),
    tgzOf({ name: 'a', content: 'abc' }, { name: 'b/c', content: 'x'.repeat(3000) }),
  ]
  const flipped = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
    )
    .map(([seed, changes]) => {
      const bytes = Buffer.from(seed)
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      return bytes
    })
  const spoilt = spoiltBytes(seeds).map((bytes) => Buffer.from(bytes))

  test('never throws, and gives nothing beyond its limits, whatever the bytes', async () => {
    const limits = { ...ARCHIVE_LIMITS, bytes: 20_000, entryBytes: 4_000 }
    await fc.assert(
      fc.asyncProperty(fc.oneof(flipped, spoilt), async (bytes) => {
        const door = await read(bytes, limits)
        expect(door.ok || door.findings.length === 1).toBe(true)
        const files = door.ok ? [...door.value] : []
        expect(Math.max(0, ...files.map(([, content]) => content.length))).toBeLessThanOrEqual(
          limits.entryBytes,
        )
        for (const [path] of files) expect(path).toMatch(/^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[^\\\0]+$/s)
      }),
      { numRuns: 1000 },
    )
  })
})
