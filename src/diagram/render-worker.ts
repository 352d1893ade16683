import { Worker } from 'node:worker_threads'
import { DiagramError, DiagramTooLong, type DrawingJob, type WorkerAnswer } from './job.ts'

export type Drawn = Extract<WorkerAnswer, { kind: 'drawn' }>

/** A worker that draws one diagram at a time. */
export interface RenderWorker {
  /** `most`: milliseconds for this diagram, where it gets less than others. */
  draw(job: DrawingJob, most?: number): Promise<Drawn>
  close(): Promise<void>
}

/** With the rest of a build this stays below a gigabyte; a page's own diagrams take a tenth of it. */
const MEMORY_MEGABYTES = 384

/**
 * Opens a worker when the first diagram comes, and another when one took too long or broke. A worker without work does not keep
 * the process alive. `limit` in milliseconds for each diagram, twice as much for the worker's own start; `memory` in
 * megabytes.
 */
export function openRenderWorker(file: string, limit: number, memory = MEMORY_MEGABYTES): RenderWorker {
  let worker: Worker | null = null

  function open(): Worker {
    const opened = new Worker(file, {
      // Nothing of this process's flags (loaders, test hooks) belongs into the worker.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    // It may still break after its time is up: nobody waits for it then, and the process must not end over it.
    opened.on('error', () => {})
    return opened
  }

  async function close(): Promise<void> {
    const closing = worker
    worker = null
    await closing?.terminate()
  }

  async function draw(job: DrawingJob, most = limit): Promise<Drawn> {
    const isNew = worker === null
    const current = worker ?? open()
    worker = current
    current.ref()
    try {
      if (isNew) await next(current, 2 * limit)
      current.postMessage(job)
      return drawnOf(await next(current, Math.min(most, limit)))
    } catch (error) {
      if (!(error instanceof DiagramError) || error instanceof DiagramTooLong) await close()
      throw error
    } finally {
      current.unref()
    }
  }

  return { draw, close }
}

function next(worker: Worker, limit: number): Promise<WorkerAnswer> {
  return new Promise((done, fail) => {
    const seconds = Math.round(limit / 1000)
    const timer = setTimeout(() => {
      settle()
      fail(new DiagramTooLong(`The diagram was not drawn within ${seconds} s. Make it smaller.`))
    }, limit)
    const onMessage = (answer: WorkerAnswer) => {
      settle()
      done(answer)
    }
    const onError = (error: Error & { code?: string }) => {
      settle()
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      fail(isMemory ? new DiagramTooLong('The diagram needs too much memory. Make it smaller.') : error)
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
