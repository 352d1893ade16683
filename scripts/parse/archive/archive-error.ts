import type { Finding } from '#model/finding.ts'
import { excerpt } from '../result.ts'

/** Ends the reading of an archive that lies. The finding names the entry; the archive's name is added outside. */
export class Refusal extends Error {
  readonly code: string
  readonly args: Finding['args']

  constructor(code: string, args: Finding['args'] = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.args = args
  }
}

/** An entry's name for a sentence: short, whatever it is. */
export function named(path: string): { entry: string } {
  return { entry: excerpt(path, 120) }
}
