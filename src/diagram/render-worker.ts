import { Worker } from 'node:worker_threads'
import { DiagramError, type DrawingJob, type WorkerAnswer } from './job.ts'

export type Drawn = Extract<WorkerAnswer, { kind: 'drawn' }>

/** A worker that draws one diagram at a time. */
export interface RenderWorker {
  draw(job: DrawingJob): Promise<Drawn>
  close(): Promise<void>
}

const MEMORY_MEGABYTES = 1536

/**
 * Opens a worker when the first diagram comes, and another when one took too long or broke. A worker without work does not keep
 * the process alive. `limit` in milliseconds for each diagram, twice as much for the worker's own start; `memory` in
 * megabytes.
 */
export function openRenderWorker(file: string, limit: number, memory = MEMORY_MEGABYTES): RenderWorker {
  let worker: Worker | null = null

  function open(): Worker {
    return new Worker(file, {
      // Nothing of this process's flags (loaders, test hooks) belongs into the worker.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
  }

  async function close(): Promise<void> {
    const closing = worker
    worker = null
    await closing?.terminate()
  }

  async function draw(job: DrawingJob): Promise<Drawn> {
    const isNew = worker === null
    const current = worker ?? open()
    worker = current
    current.ref()
    try {
      if (isNew) await next(current, 2 * limit)
      current.postMessage(job)
      return drawnOf(await next(current, limit))
    } catch (error) {
      if (!(error instanceof DiagramError) || error instanceof Broken) await close()
      throw error
    } finally {
      current.unref()
    }
  }

  return { draw, close }
}

/** The source broke the worker, which cannot be used again. */
class Broken extends DiagramError {}

function next(worker: Worker, limit: number): Promise<WorkerAnswer> {
  return new Promise((done, fail) => {
    const seconds = Math.round(limit / 1000)
    const timer = setTimeout(() => {
      settle()
      fail(new Broken(`The diagram was not drawn within ${seconds} s. Make it smaller.`))
    }, limit)
    const onMessage = (answer: WorkerAnswer) => {
      settle()
      done(answer)
    }
    const onError = (error: Error & { code?: string }) => {
      settle()
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      fail(isMemory ? new Broken('The diagram needs too much memory. Make it smaller.') : error)
    }
    const onExit = (code: number) =>
      onError(new Error(`The worker that draws diagrams ended with code ${code}.`))
    function settle(): void {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  })
}

function drawnOf(answer: WorkerAnswer): Drawn {
  if (answer.kind === 'drawn') return answer
  if (answer.kind === 'refused') throw new DiagramError(answer.message, answer.line)
  throw new Error(
    answer.kind === 'failed' ? answer.message : 'The worker that draws diagrams answered out of turn.',
  )
}
