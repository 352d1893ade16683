import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaType, requireFreePort, routeOf, type Serving, serve } from '#serve/serve.ts'

const SITE = {
  'index.html': 'start',
  '404.html': 'nothing here',
  'releases/index.html': 'releases',
  'releases/ledger/v1.4.0/index.html': 'ledger',
  'api/v1/index.json': '{}',
}
const folder = mkdtempSync(join(tmpdir(), 'catalog-serve-'))
let site: Serving

beforeAll(async () => {
  for (const [name, text] of Object.entries(SITE)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  site = await serve({ folder, base: '/catalog/', port: 0 })
})

afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('routeOf', () => {
  test.each([
    ['/catalog/', 'index.html'],
    ['/catalog/releases/', 'releases/index.html'],
    ['/catalog/releases/ledger/v1%2E4.0/', 'releases/ledger/v1.4.0/index.html'],
    ['/catalog/api/v1/index.json', 'api/v1/index.json'],
  ])('finds the file of %s', (path, file) => {
    expect(routeOf(folder, '/catalog/', path)).toEqual({ kind: 'file', path: file })
  })

  test.each([
    '/',
    '/other/',
    '/catalog/Releases/',
    '/catalog//releases/',
    '/catalog/../package.json',
    '/catalog/%2e%2e/package.json',
    '/catalog/%ff',
    '/catalog/releases/ledger/',
  ])('finds nothing at %s', (path) => {
    expect(routeOf(folder, '/catalog/', path)).toEqual({ kind: 'none' })
  })

  test('follows no link', () => {
    symlinkSync(join(folder, 'index.html'), join(folder, 'link.html'))
    expect(routeOf(folder, '/', '/link.html')).toEqual({ kind: 'none' })
  })

  test('redirects a folder without its slash to the folder', () => {
    expect(routeOf(folder, '/catalog/', '/catalog/releases')).toEqual({
      kind: 'redirect',
      to: '/catalog/releases/',
    })
    expect(routeOf(folder, '/catalog/', '/catalog')).toEqual({ kind: 'redirect', to: '/catalog/' })
  })
})

describe('mediaType', () => {
  test('knows the extension, and falls back to bytes', () => {
    expect(mediaType('a/b.html')).toBe('text/html; charset=utf-8')
    expect(mediaType('wasm.en.pagefind')).toBe('application/octet-stream')
  })
})

describe('serve', () => {
  test('sends a page with its type and length', async () => {
    const response = await fetch(`${site.url}releases/`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toBe('releases')
  })

  test('sends 404.html with status 404 for what does not exist', async () => {
    const response = await fetch(`${site.url}nowhere/`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('nothing here')
  })

  test('survives an invalid address', async () => {
    const socket = connect(Number(new URL(site.url).port), 'localhost')
    socket.write('GET // HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /)
  })

  test('refuses writes', async () => {
    expect((await fetch(site.url, { method: 'POST', body: 'x' })).status).toBe(405)
  })

  test('keeps the query when it redirects', async () => {
    const response = await fetch(`${site.url}releases?q=1`, { redirect: 'manual' })
    expect(response.headers.get('location')).toBe('/catalog/releases/?q=1')
  })

  test('says how to get a site when the folder has none', async () => {
    const empty = join(folder, 'api')
    await expect(serve({ folder: empty, base: '/', port: 0 })).rejects.toThrow(
      'holds no built site. Build it first: npm run build',
    )
  })

  test('names the remedy when the port is taken', async () => {
    const port = Number(new URL(site.url).port)
    await expect(serve({ folder, base: '/', port })).rejects.toThrow(
      `Port ${port} is in use. Choose another, such as --port ${port + 1}.`,
    )
    await expect(requireFreePort(port)).rejects.toMatchObject({ exitCode: 2 })
  })

  test('accepts a port that is free again', async () => {
    const other = await serve({ folder, base: '/', port: 0 })
    const port = Number(new URL(other.url).port)
    await other.close()
    await expect(requireFreePort(port)).resolves.toBeUndefined()
  })

  test('sends the pages of a site that was built meanwhile', async () => {
    const [place, next] = [join(folder, 'rebuilt'), join(folder, 'next')]
    for (const each of [place, next]) mkdirSync(each)
    writeFileSync(join(place, 'index.html'), 'before')
    writeFileSync(join(next, 'index.html'), 'after')
    mkdirSync(join(next, 'new'))
    writeFileSync(join(next, 'new/index.html'), 'new page')
    const server = await serve({ folder: place, base: '/', port: 0 })
    rmSync(place, { recursive: true })
    renameSync(next, place)
    const answers = await Promise.all(
      ['', 'new/'].map(async (path) => (await fetch(server.url + path)).text()),
    )
    await server.close()
    expect(answers).toEqual(['after', 'new page'])
  })
})
