import { parentPort } from 'node:worker_threads'

/** Does what a job says, so that tests see what becomes of it. */
const ACTS: Readonly<Record<string, () => void>> = {
  answer: () => parentPort?.postMessage({ kind: 'done', answer: process.pid }),
  fail: () => parentPort?.postMessage({ kind: 'failed', what: 'TypeError' }),
  turn: () => {
    for (;;);
  },
  hoard: () => {
    const kept: number[][] = []
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, n) => n))
  },
  leave: () => process.exit(3),
  crash: () => {
    throw null
  },
}

parentPort?.on('message', (job: string) => ACTS[job]?.())
parentPort?.postMessage({ kind: 'ready' })
