import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { publishRecords } from '#build/publish.ts'
import { audit, type Further } from '#commands/verify/audit.ts'
import { readRemembered, writeRemembered } from '#commands/verify/publication.ts'
import { auditLines } from '#commands/verify.ts'
import { PublicationStatement } from '#model/statement.ts'
import { AT, collectInto, temporaryFolder } from '../../collect/collecting.ts'
import { dossierSteps, dossierText } from '../../collect/dossiers.ts'
import { buildRepository } from '../../collect/fast-import.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const older = join(folder, 'older')
const memory = join(folder, 'memory.json')
const DUE = '2026-06-09T00:00:00Z'

/** A catalog, and as it was a day before, when it had one release. */
beforeAll(async () => {
  const steps = (version: string) => dossierSteps(version, dossierText(version))
  const before = buildRepository(join(folder, 'before/product'), steps('1.0.0'))
  await collectInto(older, { repository: before })
  cpSync(older, content, { recursive: true })
  const after = buildRepository(join(folder, 'after/product'), [...steps('1.0.0'), ...steps('1.1.0')])
  await collectInto(content, { repository: after, at: '2026-06-02T00:00:00Z' })
})

beforeEach(() => rmSync(memory, { force: true }))

async function faults(place: string, previous: string | null = null, further: Further = {}) {
  const { steps } = await audit(place, previous, further)
  return steps.flatMap((step) => step.faults.map(({ code }) => `${step.name} ${code}`))
}

async function remember(place: string) {
  const { ledger, generatedAt } = await audit(place, null)
  writeRemembered(memory, { place, ledger, generatedAt })
  return readRemembered(memory, place)
}

describe('the age of what is verified', () => {
  test('is sound from when it was made until a newer one is expected', async () => {
    expect(await faults(content, null, { now: '2026-06-02T00:00:00Z' })).toEqual([])
    expect(await faults(content, null, { now: '2026-06-08T23:59:59Z' })).toEqual([])
  })

  test('is told when a newer one should be there, or when it claims to come from the future', async () => {
    expect(await faults(content, null, { now: DUE })).toEqual(['publication ledger.overdue'])
    expect(await faults(content, null, { now: AT })).toEqual(['publication ledger.not_yet'])
    const lines = auditLines(await audit(content, null, { now: DUE }))
    expect(lines.join('\n')).toMatch(
      /FAILED {2}publication.*\n.*was expected before 2026-06-09T00:00:00Z(.|\n)*but the catalog is overdue/,
    )
  })

  test('is of the ledger that the catalog was made with, its length included', async () => {
    const file = join(content, 'catalog.json')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replace('"ledger":{"entries":2', '"ledger":{"entries":3'))
    expect(await faults(content)).toEqual(['ledger ledger.head'])
    writeFileSync(file, before)
  })

  test('cannot be edited: it follows from the schedule', async () => {
    const file = join(content, 'catalog.json')
    const before = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      before.replace(`"expectedBefore":"${DUE}"`, '"expectedBefore":"2027-06-09T00:00:00Z"'),
    )
    expect(await faults(content)).toEqual(['publication ledger.document_differs'])
    writeFileSync(file, before)
  })
})

describe('a client that remembers', () => {
  test('is content with the same catalog, and with one that went on', async () => {
    const remembered = await remember(older)
    expect(await faults(older, null, { remembered })).toEqual([])
    expect(await faults(content, null, { remembered })).toEqual([])
  })

  test('notices a catalog that was rolled back, in whole or in its ledger alone', async () => {
    const remembered = await remember(content)
    expect(await faults(older, null, { remembered })).toEqual([
      'remembered ledger.shorter',
      'remembered ledger.older',
    ])
    const ledger = { entries: 2, head: 'f'.repeat(64) }
    expect(await faults(content, null, { remembered: remembered && { ...remembered, ledger } })).toEqual([
      'remembered ledger.other_entry',
    ])
  })

  test('keeps a file for each catalog, and takes no other', async () => {
    expect(readRemembered(memory, content)).toBeNull()
    await remember(content)
    expect(() => readRemembered(memory, older)).toThrow(/remembers .*content, not .*older/)
    writeFileSync(memory, '{}')
    expect(() => readRemembered(memory, content)).toThrow(/is not what verify --remember wrote/)
  })
})

describe('the statement of a publication', () => {
  const site = join(folder, 'site')
  const statement = join(site, 'api/v1/attestations/publication.json')
  beforeAll(() => publishRecords(content, site))

  test('names the head of its ledger, and stands in the list that is signed', () => {
    const { predicate } = PublicationStatement.parse(JSON.parse(readFileSync(statement, 'utf8')))
    expect(predicate).toMatchObject({ ledger: { entries: 2 }, expectedBefore: DUE })
    const list = readFileSync(join(site, 'api/v1/attestations/SHA256SUMS'), 'utf8')
    expect(list).toMatch(/^[0-9a-f]{64} {2}publication\.json$/m)
  })

  test('anchors the ledger for whoever kept it', async () => {
    expect(await faults(content, statement)).toEqual([])
    expect((await audit(content, statement)).unchecked[0]).toMatch(/who made .*nobody signed/)
    expect(await faults(older, statement)).toEqual(['previous ledger.shorter'])
  })

  test('is no anchor with a signature that does not hold', async () => {
    const payload = readFileSync(statement).toString('base64')
    const envelope = { payloadType: 'application/vnd.in-toto+json', payload, signatures: [{ sig: 'AAAA' }] }
    const signed = join(folder, 'signed.json')
    writeFileSync(signed, JSON.stringify(envelope))
    expect(await faults(content, signed)).toEqual(['previous attestation.unknown_key'])
  })

  test('of something else is refused', async () => {
    const other = join(site, 'api/v1/attestations/product/1.0.0.json')
    await expect(audit(content, other)).rejects.toThrow(/no statement about a publication/)
  })

  test('is named when it was edited or is missing', async () => {
    const before = readFileSync(statement, 'utf8')
    writeFileSync(statement, before.replace('"entries":2', '"entries":1'))
    expect(await faults(site)).toContain('publication ledger.document_differs')
    rmSync(statement)
    expect(await faults(site)).toContain('publication ledger.document_missing')
    writeFileSync(statement, before)
  })
})
