/** What the worker draws, and what it answers. */
export interface DrawingJob {
  source: string
  title: string
  description: string
  /** Begins each id in the drawing. */
  prefix: string
}

export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'drawn'; svg: string; type: string; width: number; height: number }
  /** The source is at fault. */
  | { kind: 'refused'; message: string; line: number | null }
  /** We are. */
  | { kind: 'failed'; message: string }

/** A diagram that cannot be drawn, and why, in a sentence. `line` is that of the source, from 1; null = of the whole. */
export class DiagramError extends Error {
  override readonly name = 'DiagramError'
  readonly line: number | null

  constructor(message: string, line: number | null = null) {
    super(message)
    this.line = line
  }
}

/** One that takes more time or memory than a diagram may. */
export class DiagramTooLong extends DiagramError {}
