/** What the worker draws, and what it answers. */
export interface Job {
  source: string
  title: string
  description: string
  /** Begins each id in the drawing. */
  prefix: string
}

export type Answer =
  | { kind: 'ready' }
  | { kind: 'drawn'; svg: string; type: string; width: number; height: number }
  /** The source is at fault. */
  | { kind: 'refused'; message: string; line: number | null }
  /** We are. */
  | { kind: 'failed'; message: string }
