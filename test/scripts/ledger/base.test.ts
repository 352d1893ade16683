import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { ledgerBase } from '#ledger/base.ts'
import { headOfLines } from '#ledger/memory.ts'
import { ledgerText } from '#ledger/text.ts'
import { OTHER_COMMIT } from '../../builders.ts'
import { aLedger, aPublication } from '../../ledgers.ts'
import { put, temporaryFolder } from '../collect/collecting.ts'

const short = ledgerText(aLedger([aPublication()]))
const long = ledgerText(aLedger([aPublication()], [aPublication({ commit: OTHER_COMMIT })]))
const other = ledgerText(aLedger([aPublication({ version: '9.9.9' })]))
const folder = temporaryFolder()
let count = 0
let content: string
let published: string

beforeEach(() => {
  content = join(folder, `${count++}`)
  published = join(content, 'published.ndjson')
})

const base = async (parts: Partial<Parameters<typeof ledgerBase>[0]> = {}) =>
  (await ledgerBase({ content, published, isNew: false, ...parts })).text
/** What `catalog.json` and `published.json` hold of a ledger. */
const facts = (text: string) => JSON.stringify({ ledger: headOfLines(text.split('\n').filter(Boolean)) })
const local = (text: string) => put(join(content, 'ledger.ndjson'), text)

describe('the ledger to continue', () => {
  test('is empty if nothing was published or collected', async () => {
    expect(await base({ published: null })).toBe('')
  })

  test('is the one of the content folder when no other is named', async () => {
    local(short)
    expect(await base({ published: null })).toBe(short)
  })

  test.each([
    ['the published one when there is no other', null, long, long],
    ['the published one when it continues the local one', short, long, long],
    ['the local one when it continues the published one', long, short, long],
  ])('is %s', async (_, here, there, expected) => {
    if (here !== null) local(here)
    put(published, there)
    expect(await base()).toBe(expected)
  })

  test('is refused when the two contradict each other, with the line', async () => {
    local(other)
    put(published, long)
    await expect(base()).rejects.toThrow(/differ from line 1 on.*Nothing was collected/)
    await expect(base()).rejects.toMatchObject({ exitCode: 1 })
  })

  test('is refused when the published chain is broken', async () => {
    put(published, long.slice(long.indexOf('\n') + 1))
    await expect(base()).rejects.toThrow(/published\.ndjson: Line 1 of the ledger/)
  })

  test('is refused when nothing is at its published address', async () => {
    await expect(base()).rejects.toThrow(/--new-ledger/)
  })

  test('is empty when a new one is started, whatever there is', async () => {
    local(other)
    expect(await base({ isNew: true })).toBe('')
  })

  test('comes from an address, which has to answer', async () => {
    const FILES: Record<string, string> = {
      '/api/v1/ledger.ndjson': long,
      '/api/v1/catalog.json': facts(long),
    }
    const server = createServer((request, response) => {
      const found = FILES[request.url ?? '']
      response.writeHead(found ? 200 : request.url === '/gone' ? 404 : 503).end(found)
    }).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await base({ published: `${origin}/api/v1/ledger.ndjson` })).toBe(long)
    await expect(base({ published: `${origin}/gone` })).rejects.toMatchObject({ exitCode: 1 })
    await expect(base({ published: `${origin}/busy` })).rejects.toMatchObject({ exitCode: 75 })
    server.close()
    await expect(base({ published: `${origin}/api/v1/ledger.ndjson` })).rejects.toMatchObject({
      exitCode: 75,
    })
  })

  test('is not fetched over an unencrypted connection', async () => {
    await expect(base({ published: 'http://example.org/ledger.ndjson' })).rejects.toThrow(/Use https/)
    // Trying again would not help: no web server may use the port of another protocol.
    await expect(base({ published: 'http://localhost:6000/ledger.ndjson' })).rejects.toMatchObject({
      exitCode: 2,
    })
  })
})

const [first = ''] = long.split(/(?<=\n)/)
const remember = (name: string, text: string) => put(join(content, name), facts(text))

describe('a ledger that lost entries where it is published', () => {
  const twice = ledgerText(aLedger([aPublication(), aPublication({ version: '1.1.0' })]))
  const [half = ''] = twice.split(/(?<=\n)/)

  test.each([
    [
      'shorter than it was seen there',
      first,
      long,
      /published\.ndjson lost entries: it has 1 entry and once had 2/,
    ],
    ['empty', '', long, /lost entries: it has 0 entries and once had 2/],
    [
      'another one of the same length',
      ledgerText(aLedger([aPublication()], [aPublication({ commit: null })])),
      long,
      /lost entries: its entry 1 has digest [0-9a-f]{64} and once had/,
    ],
  ])('is refused: %s', async (_, there, seen, message) => {
    remember('published.json', seen)
    put(published, there)
    await expect(base()).rejects.toThrow(message)
    await expect(base()).rejects.toMatchObject({ exitCode: 1 })
  })

  test('is refused when it is empty and nothing says that it should be', async () => {
    put(published, '')
    await expect(base()).rejects.toThrow(/has no entry, but .*catalog\.json names no head/)
    remember('catalog.json', '')
    expect(await base()).toBe('')
  })

  test('is refused when catalog.json beside it names another head', async () => {
    published = join(content, 'site/ledger.ndjson')
    put(published, first)
    put(join(content, 'site/catalog.json'), facts(long))
    await expect(base()).rejects.toThrow(/has 1 entry, .*, but .*catalog\.json says 2 entries/)
    put(join(content, 'site/catalog.json'), facts(first).replace('"entries":1', '"entries":7'))
    await expect(base()).rejects.toThrow(/catalog\.json says 7 entries/)
    put(join(content, 'site/catalog.json'), facts(first))
    expect(await base()).toBe(first)
  })

  test('is refused when it ends in the middle of a publication', async () => {
    local(twice)
    put(published, half)
    await expect(base()).rejects.toThrow(/ends after 1 entry, .* in the middle of what was published/)
    local(long)
    put(published, first)
    expect(await base()).toBe(long)
  })

  test('is not noticed where nothing remembers it', async () => {
    put(published, first)
    put(join(content, 'published.json'), '{"ledger":')
    expect(await base()).toBe(first)
  })
})

describe('a ledger that lost entries here', () => {
  test.each([
    ['gone', null],
    ['empty', ''],
    ['cut at a line end', first],
  ])('is refused when it is %s, and comes back from where it is published', async (_, here) => {
    remember('catalog.json', long)
    if (here !== null) local(here)
    await expect(base({ published: null })).rejects.toThrow(
      /ledger\.ndjson lost entries: it has \d entr.* once had 2/,
    )
    published = join(content, 'site/ledger.ndjson')
    put(published, long)
    expect(await base()).toBe(long)
  })
})
