import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { requireFreePort } from '#start/port.ts'

describe('requireFreePort', () => {
  test('names another port when this one is in use, and accepts it when it is free again', async () => {
    const other = createServer().listen(0, 'localhost')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(requireFreePort(port)).rejects.toMatchObject({
      exitCode: 2,
      message: `Port ${port} is in use. Choose another, such as: npm start -- --port ${port + 1}`,
    })
    other.close()
    await once(other, 'close')
    await expect(requireFreePort(port)).resolves.toBeUndefined()
  })
})
