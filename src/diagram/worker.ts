import { parentPort } from 'node:worker_threads'
import { dropFrames, openWindow } from './dom/window.ts'
import { DiagramError } from './error.ts'
import type { Answer, Job } from './job.ts'

// Mermaid and DOMPurify look for a browser when they are loaded.
const window = openWindow()
const { finish } = await import('./finish/finish.ts')
const { draft } = await import('./draw/mermaid.ts')

parentPort?.on('message', async (job: Job) => answer(await draw(job)))
answer({ kind: 'ready' })

function answer(message: Answer): void {
  parentPort?.postMessage(message)
}

async function draw(job: Job): Promise<Answer> {
  try {
    const { svg, type } = await draft(job.source)
    return { kind: 'drawn', type, ...finish(window, svg, job) }
  } catch (error) {
    if (!(error instanceof DiagramError)) return { kind: 'failed', message: `${error}` }
    return { kind: 'refused', message: error.message, line: error.line }
  } finally {
    dropFrames()
  }
}
