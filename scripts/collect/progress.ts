/** How a run tells what it is doing. */
export type Progress = {
  /** A new part of the work begins. */
  step: (what: string) => void
  /** Within a part: how many of how many are done. */
  count: (done: number, total: number) => void
}

/** For runs that nobody watches. */
export const SILENT: Progress = { step: () => {}, count: () => {} }
