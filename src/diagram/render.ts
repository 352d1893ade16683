import { hash } from 'node:crypto'
import { join } from 'node:path'
import { packageRoot } from './fingerprint.ts'
import { DiagramError } from './job.ts'
import { openRenderWorker, type RenderWorker } from './render-worker.ts'

export interface DiagramOptions {
  /** What the diagram is, for those who do not see it. */
  title: string
  /** What it shows, in a sentence or more; may be empty. */
  description: string
}

export interface RenderedDiagram {
  /** A picture that stands for itself: XML, light and dark, no script, no request. */
  svg: string
  /** Mermaid's name of the kind of diagram, as `flowchart-v2` or `stateDiagram`. */
  type: string
  /** Its natural size in px. */
  width: number
  height: number
  /** Names the picture by its content: 16 hexadecimal digits of the SHA-256 of `svg`. */
  hash: string
}

/** Longest source that is drawn. */
const MOST_CHARACTERS = 50_000
const LIMIT_MILLISECONDS = 60_000

let worker: RenderWorker | null = null
let queue: Promise<unknown> = Promise.resolve()

/**
 * Draws a mermaid source. One diagram is drawn at a time, in a thread of its own, which does not keep the process alive.
 * Rejects with DiagramError when the source is at fault.
 * @param limit longest time for it, in milliseconds.
 */
export async function render(
  source: string,
  options: DiagramOptions,
  limit = LIMIT_MILLISECONDS,
): Promise<RenderedDiagram> {
  check(source, options)
  const prefix = `d${hash('sha256', JSON.stringify([source, options.title, options.description])).slice(0, 8)}`
  const drawing = queue.then(() => {
    worker ??= openRenderWorker(join(packageRoot(), 'worker.ts'), LIMIT_MILLISECONDS)
    return worker.draw({ source, title: options.title, description: options.description, prefix }, limit)
  })
  queue = drawing.catch(() => {})
  const { svg, type, width, height } = await drawing
  return { svg, type, width, height, hash: hash('sha256', svg).slice(0, 16) }
}

/** Ends the thread; the next diagram opens another. */
export async function close(): Promise<void> {
  await worker?.close()
}

function check(source: string, { title }: DiagramOptions): void {
  if (title.trim() === '') throw new DiagramError('A diagram needs a title.')
  if (source.trim() === '') throw new DiagramError('The source is empty.')
  if (source.length > MOST_CHARACTERS) {
    throw new DiagramError(
      `The source has ${source.length} characters, at most ${MOST_CHARACTERS} are drawn.`,
    )
  }
}
