import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Fixture, fixtures, sourcesIn } from './fixtures.ts'

const run = promisify(execFile)
const MINUTES = 60_000

/** Draws all sources in a process of its own and says their hashes. The process must end by itself. */
async function hashes(sources: readonly Fixture[], zone: string): Promise<Record<string, string>> {
  const script = `
    import { render } from ${JSON.stringify(resolve('src/diagram/render.ts'))}
    const hashes = {}
    for (const { name, source } of JSON.parse(process.env.SOURCES)) {
      const drawn = render(source, { title: name, description: '' })
      hashes[name] = await drawn.then(({ hash }) => hash, ({ message }) => message)
    }
    console.log(JSON.stringify(hashes))`
  const env = { ...process.env, TZ: zone, SOURCES: JSON.stringify(sources) }
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env,
    timeout: 5 * MINUTES,
  })
  return JSON.parse(stdout)
}

test(
  'the bytes are the same in another order, process and time zone, and among hostile sources',
  async () => {
    const hostile = sourcesIn('test/diagram/fixtures/hostile')
    const mixed = fixtures.toReversed().flatMap((fixture, n) => [...hostile.slice(n, n + 1), fixture])
    const [forward, backward] = [
      await hashes(fixtures, 'Pacific/Auckland'),
      await hashes(mixed, 'America/New_York'),
    ]
    expect(Object.keys(forward)).toHaveLength(fixtures.length)
    expect(forward).toEqual(Object.fromEntries(fixtures.map(({ name }) => [name, backward[name]])))
    expect(Object.values(forward).filter((hash) => !/^[0-9a-f]{16}$/.test(hash))).toEqual([])
  },
  10 * MINUTES,
)

describe('a worker that has drawn a lot', () => {
  const MUCH = 20
  const MEGABYTES = 12

  test(
    'has kept none of the drawings',
    async () => {
      const script = `
      const load = (path) => import(${JSON.stringify(`${resolve('src/diagram')}/`)} + path)
      const { openWindow, dropFrames } = await load('dom/window.ts')
      const window = openWindow()
      const { draft } = await load('draw.ts')
      const { finish } = await load('finish/finish.ts')
      const sources = JSON.parse(process.env.SOURCES)
      async function heapAfter(rounds) {
        for (let n = 0; n < rounds; n++) {
          for (const { source } of sources) {
            const { svg } = await draft(source)
            finish(window, svg, { source, prefix: 'x', title: 'x', description: '' })
            dropFrames()
          }
        }
        await new Promise((done) => setTimeout(done, 50))
        gc()
        return process.memoryUsage().heapUsed / 1e6
      }
      const before = await heapAfter(5)
      console.log((await heapAfter(${MUCH}) - before) * 1000)
      process.exit()`
      const small = fixtures.filter(({ name }) => ['force', 'classes', 'states', 'sequence'].includes(name))
      const env = { ...process.env, SOURCES: JSON.stringify(small) }
      const args = ['--expose-gc', '--input-type=module', '-e', script]
      const { stdout } = await run(process.execPath, args, { env, timeout: 5 * MINUTES })
      expect(small).toHaveLength(4)
      expect(Number(stdout) / 1000).toBeLessThan(MEGABYTES)
    },
    10 * MINUTES,
  )
})
