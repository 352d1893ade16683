import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DiagramError } from '#diagram/job.ts'
import { openRenderWorker, type RenderWorker } from '#diagram/render-worker.ts'

/** Answers with its own thread's number and does what the source says. */
const WORKER = `
const { parentPort, threadId } = require('node:worker_threads')
const answers = {
  hang() { for (;;); },
  crash() { throw new Error('broken') },
  leave() { process.exit(3) },
  eat() { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)) },
  refuse: () => ({ kind: 'refused', message: 'No.', line: 2 }),
  fail: () => ({ kind: 'failed', message: 'Our fault.' }),
  draw: () => ({ kind: 'drawn', svg: String(threadId), type: 'pie', width: 1, height: 1 }),
}
parentPort.on('message', ({ source }) => parentPort.postMessage(answers[source]()))
parentPort.postMessage({ kind: 'ready' })
`
const scratch = mkdtempSync(join(tmpdir(), 'diagram-worker-'))
const file = join(scratch, 'worker.cjs')
writeFileSync(file, WORKER)
const job = (source: string) => ({ source, title: 'T', description: '', prefix: 'x' })

let worker: RenderWorker
beforeEach(() => {
  worker = openRenderWorker(file, 2000)
})
afterEach(() => worker.close())
afterAll(() => rmSync(scratch, { recursive: true }))

test('reuses its worker for the next drawing', async () => {
  expect((await worker.draw(job('draw'))).svg).toBe((await worker.draw(job('draw'))).svg)
})

test('keeps its worker when a source is refused, and names the place', async () => {
  const { svg } = await worker.draw(job('draw'))
  await expect(worker.draw(job('refuse'))).rejects.toMatchObject({
    name: 'DiagramError',
    message: 'No.',
    line: 2,
  })
  await expect(worker.draw(job('draw'))).resolves.toMatchObject({ svg })
})

describe('blames the source and opens another worker when a drawing', () => {
  test.each([
    ['does not end', 'hang', 'The diagram was not drawn within 2 s. Make it smaller.'],
    ['needs too much memory', 'eat', 'The diagram needs too much memory. Make it smaller.'],
  ])('%s', async (_, source, message) => {
    const small = openRenderWorker(file, 2000, 64)
    const before = await small.draw(job('draw'))
    const broken = small.draw(job(source))
    await expect(broken).rejects.toThrow(message)
    await expect(broken).rejects.toBeInstanceOf(DiagramError)
    expect((await small.draw(job('draw'))).svg).not.toBe(before.svg)
    await small.close()
  })
})

describe('blames no source, and opens another worker, when the worker', () => {
  test.each([
    ['breaks', 'crash', 'broken'],
    ['ends', 'leave', 'ended with code 3'],
    ['says so', 'fail', 'Our fault.'],
  ])('%s', async (_, source, message) => {
    const broken = worker.draw(job(source))
    await expect(broken).rejects.toThrow(message)
    await expect(broken).rejects.not.toBeInstanceOf(DiagramError)
    await expect(worker.draw(job('draw'))).resolves.toMatchObject({ type: 'pie' })
  })
})
