import { afterAll, describe, expect, test } from 'vitest'
import { openJobWorker } from '#lib/job-worker.ts'

const limits = { seconds: 2, megabytes: 24 }
const worker = openJobWorker<string, number>(new URL('./faulty-worker.ts', import.meta.url), limits)
afterAll(() => worker.close())

describe('a worker', () => {
  test.each([
    ['fail', 'TypeError'],
    ['turn', 'time'],
    ['hoard', 'memory'],
    ['leave', 'the worker ended'],
    ['crash', 'the worker failed'],
  ])('whose job is to %s says so, and does the next one', async (job, what) => {
    const failing = worker.ask(job)
    const next = worker.ask('answer')
    await expect(failing).rejects.toThrow(what)
    expect(await next).toBe(process.pid)
  })
})
