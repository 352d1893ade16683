import { parentPort } from 'node:worker_threads'
import { dropFrames, openWindow } from './dom/window.ts'
import { DiagramError, type DrawingJob, type WorkerAnswer } from './job.ts'

// Mermaid and DOMPurify look for a browser when they are loaded.
const window = openWindow()
const { finish } = await import('./finish/finish.ts')
const { draft } = await import('./draw.ts')

parentPort?.on('message', async (job: DrawingJob) => answer(await draw(job)))
answer({ kind: 'ready' })

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message)
}

async function draw(job: DrawingJob): Promise<WorkerAnswer> {
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
