import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { publishRecords } from '#build/publish.ts'
import { audit } from '#commands/verify/audit.ts'
import { auditEntries } from '#commands/verify/entries.ts'
import { auditLines } from '#commands/verify.ts'
import { readLedger } from '#ledger/text.ts'
import { releaseId } from '#model/release.ts'
import { AT, collectInto, put, readRecord, temporaryFolder } from '../../collect/collecting.ts'
import { dossierSteps, dossierText } from '../../collect/dossiers.ts'
import { buildRepository } from '../../collect/fast-import.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const file = (path: string) => join(content, path)

beforeAll(async () => {
  const versions = ['1.0.0', '1.1.0']
  const steps = versions.flatMap((version) => dossierSteps(version, dossierText(version)))
  await collectInto(content, { repository: buildRepository(join(folder, 'product'), steps) })
})

async function faults(place = content, previous: string | null = null) {
  const { steps } = await audit(place, previous)
  return steps.flatMap(({ name, faults: found }) => found.map(({ code }) => `${name} ${code}`))
}

function ledgerOf(text: string) {
  const ledger = readLedger(text)
  if (!ledger.ok) throw new Error('The ledger cannot be read.')
  return ledger
}

/** Changes a file, looks, and puts it back. */
async function changed(path: string, change: (bytes: Buffer) => Buffer | null): Promise<string[]> {
  const before = readFileSync(file(path))
  const after = change(before)
  if (after === null) rmSync(file(path))
  else writeFileSync(file(path), after)
  try {
    return await faults()
  } catch (error) {
    return [error instanceof Error ? error.name : 'error']
  } finally {
    writeFileSync(file(path), before)
  }
}

describe('an audit', () => {
  test('finds nothing in a catalog as it was collected', async () => {
    expect(await faults()).toEqual([])
    expect(auditLines(await audit(content, null)).at(-1)).toMatch(
      /^Everything that was checked agrees\. The ledger has 2 entries/,
    )
  })

  test.each([
    'ledger.ndjson',
    'releases/product/1.0.0.json',
    'releases/product/1.1.0.json',
    'releases/index.ndjson',
    'releases/.attestations/product/1.0.0.json',
  ])('finds a one-byte change anywhere in %s', async (path) => {
    const { length } = readFileSync(file(path))
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), async (position, change) => {
        const found = await changed(path, (bytes) => {
          const copy = Buffer.from(bytes)
          copy[position] = (copy[position] ?? 0) ^ change
          return copy
        })
        expect(found).not.toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('names a missing record, and one that was never published', async () => {
    expect(await changed('releases/product/1.0.0.json', () => null)).toContain(
      'records ledger.record_missing',
    )
    put(file('releases/product/6.6.6.json'), '{}')
    expect(await faults()).toEqual(['records ledger.record_unknown'])
    rmSync(file('releases/product/6.6.6.json'))
  })
})

describe('an audit of digests and lengths', () => {
  test('names a record by its digest, whatever else agrees with it', async () => {
    const edit = (bytes: Buffer) =>
      Buffer.from(bytes.toString().replace('Purpose of 1.0.0', 'Purpose of 1.0.1'))
    expect(await changed('releases/product/1.0.0.json', edit)).toContain('records ledger.record_differs')
  })

  test.each([
    ['number of entries', /"entries":2/, '"entries":3'],
    ['last digest', /"head":"./, '"head":"x'],
  ])('names a catalog that tells of another %s of the ledger', async (what, said, instead) => {
    const edit = (bytes: Buffer) => {
      const digit = bytes.toString().match(/"head":"(.)/)?.[1] === '0' ? '1' : '0'
      return Buffer.from(bytes.toString().replace(said, instead.replace('x', digit)))
    }
    expect(await changed('catalog.json', edit), what).toContain('ledger ledger.head')
  })

  test('holds the newest entry against the digest of the record', () => {
    const { lines } = ledgerOf(readFileSync(file('ledger.ndjson'), 'utf8'))
    const entry = lines[0]?.entry
    if (entry === undefined || !('schemaVersion' in entry)) throw new Error('The ledger has no entry.')
    const { atRelease, today } = entry
    const of = (digest: string) => {
      const record = readRecord(content, 'product', '1.0.0')
      const { faults: found } = auditEntries(
        lines,
        new Map([[releaseId(entry), { record, digest }]]),
        new Map([[releaseId(entry), { verdicts: { atRelease, today } }]]),
        AT,
      )
      return found.map(({ code, args }) => [code, args['at']])
    }
    expect(of(entry.recordSha256)).toEqual([])
    expect(of('f'.repeat(64))).toEqual([['ledger.entry_differs', 'recordSha256']])
  })
})

describe('an audit of verdicts', () => {
  test('names a verdict that was edited', async () => {
    const edit = (bytes: Buffer) => Buffer.from(bytes.toString().replace('"today":"no-go"', '"today":"go"'))
    expect(await changed('releases/index.ndjson', edit)).toEqual([
      'verdicts ledger.verdict_differs',
      'documents ledger.document_differs',
    ])
  })

  test('names what was edited in a statement, in words with both values', async () => {
    const path = 'releases/.attestations/product/1.0.0.json'
    const before = readFileSync(file(path), 'utf8')
    writeFileSync(
      file(path),
      before.replace('"verificationResult":"FAILED"', '"verificationResult":"PASSED"'),
    )
    const lines = auditLines(await audit(content, null))
    writeFileSync(file(path), before)
    expect(lines.join('\n')).toMatch(
      /FAILED {2}statements: 2 .*\n.*1\.0\.0\.json is not what .*: predicate\.verificationResult is "PASSED" instead of "FAILED"\./,
    )
  })
})

describe('an audit of another place', () => {
  test('holds the ledger against an older one', async () => {
    const older = join(folder, 'older.ndjson')
    const text = readFileSync(file('ledger.ndjson'), 'utf8')
    writeFileSync(older, text.slice(0, text.indexOf('\n') + 1))
    expect(await faults(content, older)).toEqual([])
    writeFileSync(older, text.replace('a', 'b'))
    expect(await faults(content, older)).toEqual(['previous ledger.rewritten'])
  })

  test('reads the folder of a site as well, and its published artifacts', async () => {
    const site = join(folder, 'site')
    mkdirSync(site)
    publishRecords(content, site)
    expect(await faults(site)).toContain('verdicts ledger.index_unreadable')
    expect(existsSync(join(site, 'api/v1/ledger.ndjson'))).toBe(true)
    const list = join(site, 'api/v1/attestations/SHA256SUMS')
    writeFileSync(list, readFileSync(list, 'utf8').replace(/^./, 'g'))
    expect(await faults(site)).toContain('statements ledger.statement_list_differs')
  })

  test('says what it needs where there is no catalog', async () => {
    await expect(audit(join(folder, 'nowhere'), null)).rejects.toThrow(/Name a content folder/)
    const copy = join(folder, 'copy')
    cpSync(content, copy, { recursive: true })
    writeFileSync(join(copy, 'catalog.json'), '{}')
    await expect(audit(copy, null)).rejects.toThrow(/another version/)
  })
})
