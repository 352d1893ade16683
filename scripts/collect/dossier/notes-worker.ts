import { parentPort } from 'node:worker_threads'
import { faultName } from '#lib/isolate.ts'
import type { WorkerMessage } from '#lib/job-worker.ts'
import { markdownToSafeHtml } from './markdown.ts'

// A thread for the texts of strangers: what they break is this thread, which the collector then replaces.
parentPort?.on('message', (markdown: string) => {
  try {
    say({ kind: 'done', answer: markdownToSafeHtml(markdown) })
  } catch (error) {
    say({ kind: 'failed', what: faultName(error) })
  }
})
say({ kind: 'ready' })

function say(message: WorkerMessage<string>): void {
  parentPort?.postMessage(message)
}
