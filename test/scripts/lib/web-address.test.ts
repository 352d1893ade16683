import { describe, expect, test } from 'vitest'
import { webAddress } from '#lib/web-address.ts'

describe('an address that may be asked', () => {
  test.each(['https://example.org/ledger.ndjson', 'http://localhost:8080/api', 'http://[::1]/'])(
    'is %s',
    (address) => {
      expect(webAddress(address, 'X').href).toBe(address)
    },
  )

  test.each([
    ['nowhere', 'no address'],
    ['https://user@example.org/', 'a user or a password is never sent'],
    ['https://:secret@example.org/', 'a user or a password is never sent'],
    ['http://example.org/', 'can be changed on its way'],
    ['ftp://example.org/', 'can be changed on its way'],
    ['https://example.org:6667/', 'no web server may use port 6667'],
    ['http://127.0.0.1:22/', 'no web server may use port 22'],
  ])('is not %s', (address, why) => {
    expect(() => webAddress(address, 'GITHUB_API_URL')).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringContaining(why) }),
    )
    expect(() => webAddress(address, 'GITHUB_API_URL')).toThrow(/^GITHUB_API_URL is /)
  })

  test('has no port that the fetch of this Node would refuse', async () => {
    const refused = [1, 25, 587, 990, 2049, 4190, 5060, 6000, 6566, 6697, 10080]
    for (const port of refused)
      await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
        cause: { message: 'bad port' },
      })
  })
})
