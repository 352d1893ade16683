import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readFailures } from '#build/failures.ts'

const cache = mkdtempSync(join(tmpdir(), 'middleware-'))
const failures = join(cache, 'failed.ndjson')
afterAll(() => rmSync(cache, { recursive: true }))
beforeEach(() => rmSync(failures, { force: true }))

/** A page as the build asks for it. */
async function ask(path: string, next: () => Promise<Response>): Promise<Response> {
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('CATALOG_CACHE', cache)
  vi.stubEnv('CATALOG_BASE', '/base/')
  vi.resetModules()
  const { onRequest } = await import('../src/middleware.ts')
  const answer = await onRequest({ url: new URL(path, 'https://x.example') } as never, next)
  vi.unstubAllEnvs()
  return answer as Response
}

const failing: readonly [string, () => Promise<Response>][] = [
  ['before its first byte', async () => Promise.reject(new TypeError('secret <b>'))],
  ['with what is no error', async () => Promise.reject(null)],
  [
    'while it is read',
    async () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            controller.error(new TypeError('secret <b>'))
          },
        }),
      ),
  ],
]

describe('a page', () => {
  test('that is made passes through', async () => {
    const made = await ask(
      '/base/a/',
      async () => new Response('<p>é</p>', { headers: { 'content-type': 'text/html' } }),
    )
    expect([await made.text(), made.headers.get('content-type')]).toEqual(['<p>é</p>', 'text/html'])
    expect(existsSync(failures)).toBe(false)
  })

  test('leaves out end tags that its next tag implies, and no others', async () => {
    const html = { headers: { 'content-type': 'text/html' } }
    const pass = async (text: string) => (await ask('/base/a/', async () => new Response(text, html))).text()
    expect(await pass('<ul><li>a</li><li>b</li></ul><dl><dt>c</dt><dd>d</dd></dl>')).toBe(
      '<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>',
    )
    expect(await pass('<table><tr><th>a</th><td>b</td></tr></table>')).toBe('<table><tr><th>a<td>b</table>')
    for (const kept of [
      '<li>a</li> b',
      '<p>a</p><p>b</p>',
      '&lt;/li&gt;<li>',
      '<script>"\\u003c/li>"</script>',
    ])
      expect(await pass(kept)).toBe(kept)
  })

  test('isolates what runs from right to left, wherever a stranger put it', async () => {
    const html = { headers: { 'content-type': 'text/html' } }
    const page = '<p>Approved by \u05d3\u05e0\u05d4 (3 times)</p>'
    expect(await (await ask('/base/a/', async () => new Response(page, html))).text()).toBe(
      '<p>Approved by <bdi>\u05d3\u05e0\u05d4</bdi> (3 times)</p>',
    )
    const data = async () => new Response(JSON.stringify({ page }))
    expect(await (await ask('/base/a.json', data)).text()).toBe(JSON.stringify({ page }))
  })

  test.each(failing)('that fails %s shows what failed, and the build is told where', async (_, next) => {
    const page = await (await ask('/base/releases/ledger/1.0.0/', next)).text()
    expect(page).toMatch(/<h1>This page could not be made<\/h1>.*\((TypeError|Error)\).*href="\/base\/"/)
    expect(page).not.toContain('secret')
    expect(readFailures(cache)).toMatchObject([{ what: '/base/releases/ledger/1.0.0/' }])
  })

  test('that fails because the disk is full ends the build: the others would fail too', async () => {
    const error = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    await expect(ask('/base/a/', () => Promise.reject(error))).rejects.toBe(error)
  })

  test('of the API that fails is a document that says so', async () => {
    const page = await ask('/base/api/v1/index.json', async () => Promise.reject(new RangeError('x')))
    expect(await page.json()).toEqual({
      failed: { code: 'internal.page_failed', args: { what: 'RangeError' } },
    })
    expect(readFileSync(failures, 'utf8')).toContain('RangeError: x')
  })
})
