import { Worker } from 'node:worker_threads'

/** Does jobs one at a time in a thread of its own, which does not keep the process alive. */
export type JobWorker<Job, Answer> = {
  /** Rejects with {@link WorkerFault} when the job fails, takes too long, or breaks the thread; the next one gets a new thread. */
  ask: (job: Job) => Promise<Answer>
  close: () => Promise<void>
}

/** A job that failed. The message says how in a word or two: `time`, `memory`, or the name of what was thrown. */
export class WorkerFault extends Error {
  override readonly name = 'WorkerFault'
}

/** What a worker's file says: that it is loaded, and then what came of each job. */
export type WorkerMessage<Answer> =
  | { kind: 'ready' }
  | { kind: 'done'; answer: Answer }
  | { kind: 'failed'; what: string }

/** `seconds` for each job, and for the start of the thread; `megabytes` of JavaScript's own memory. */
export type WorkerLimits = { seconds: number; megabytes: number }

/** @param file module that posts a {@link WorkerMessage} when it is loaded and one for each job. */
export function openJobWorker<Job, Answer>(file: URL, limits: WorkerLimits): JobWorker<Job, Answer> {
  let worker: Worker | null = null
  let queue: Promise<unknown> = Promise.resolve()

  const close = async () => {
    const closing = worker
    worker = null
    await closing?.terminate()
  }
  const work = async (job: Job): Promise<Answer> => {
    const isNew = worker === null
    const current = worker ?? open(file, limits)
    worker = current
    current.ref()
    try {
      if (isNew) await next<Answer>(current, limits)
      current.postMessage(job)
      const said = await next<Answer>(current, limits)
      if (said.kind === 'done') return said.answer
      throw new WorkerFault(said.kind === 'failed' ? said.what : 'out of turn')
    } catch (error) {
      if (error instanceof Broken) await close()
      throw error
    } finally {
      current.unref()
    }
  }
  return {
    ask: (job) => {
      const asked = queue.then(() => work(job))
      queue = asked.catch(() => {})
      return asked
    },
    close,
  }
}

/** The job broke the thread, which cannot be used again. */
class Broken extends WorkerFault {}

function open(file: URL, { megabytes }: WorkerLimits): Worker {
  // Nothing of this process's flags (loaders, test hooks) belongs into the worker.
  const opened = new Worker(file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: megabytes } })
  // It may still break after its time is up: nobody waits for it then, and the process must not end over it.
  opened.on('error', () => {})
  return opened
}

function next<Answer>(worker: Worker, { seconds }: WorkerLimits): Promise<WorkerMessage<Answer>> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => end('time'), seconds * 1000)
    const onMessage = (message: WorkerMessage<Answer>) => {
      settle()
      done(message)
    }
    const onError = (error: unknown) =>
      end(Object(error).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'the worker failed')
    const onExit = () => end('the worker ended')
    function end(what: string): void {
      settle()
      fail(new Broken(what))
    }
    function settle(): void {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  })
}
