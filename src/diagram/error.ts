/** A diagram that cannot be drawn, and why, in a sentence. `line` is that of the source, from 1; null = of the whole. */
export class DiagramError extends Error {
  override readonly name = 'DiagramError'
  readonly line: number | null

  constructor(message: string, line: number | null = null) {
    super(message)
    this.line = line
  }
}
