import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlace } from '#ledger/address.ts'

/** What a path answers with: a body in chunks without a length, or where it leads. */
const ANSWERS: Readonly<Record<string, (answer: ServerResponse, own: string) => void>> = {
  '/ten': (answer) => {
    answer.write('12345')
    answer.end('67890')
  },
  '/moved': (answer) => lead(answer, '/ten'),
  '/moved-twice': (answer, own) => lead(answer, `${own}/moved`),
  '/endless': (answer) => lead(answer, '/endless'),
  '/elsewhere': (answer) => lead(answer, 'http://localhost:1/ten'),
  '/other-port': (answer) => lead(answer, 'http://127.0.0.1:1/ten'),
  '/secure': (answer, own) => lead(answer, own.replace('http:', 'https:')),
  '/file': (answer) => lead(answer, 'file:///etc/passwd'),
  '/nonsense': (answer) => lead(answer, 'http://[/'),
}

function lead(answer: ServerResponse, to: string): void {
  answer.writeHead(302, { location: to })
  answer.end('moved')
}

let server: Server
let own: string
beforeAll(async () => {
  server = createServer((asked, answer) => ANSWERS[asked.url ?? '']?.(answer, own))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('an address', () => {
  test('is read up to a number of bytes, and not one more, whatever the server says', async () => {
    expect(String(await readPlace(`${own}/ten`, 10))).toBe('1234567890')
    await expect(readPlace(`${own}/ten`, 9)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/larger than 9 bytes/),
    })
  })

  test.each(['/moved', '/moved-twice'])('is followed on its own host (%s)', async (path) => {
    expect(String(await readPlace(own + path, 10))).toBe('1234567890')
  })

  test.each(['/elsewhere', '/other-port', '/secure', '/file', '/nonsense'])(
    'is not followed to another one (%s)',
    async (path) => {
      await expect(readPlace(own + path, 10)).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(/ leads to .*not the host that was named/),
      })
    },
  )

  test('that leads back to itself is given up', async () => {
    await expect(readPlace(`${own}/endless`, 10)).rejects.toThrow(/without an end/)
  })
})
