/** How a run tells what it is doing. */
export type Progress = {
  /** A new part of the work begins. */
  step: (what: string) => void
  /** Within a part: how many of how many are done. */
  count: (done: number, total: number) => void
  /** The work is over, or has failed. */
  end: (isWell: boolean) => void
}

/** For runs that nobody watches. */
export const SILENT: Progress = { step: () => {}, count: () => {}, end: () => {} }

/**
 * Progress on standard error, so that standard output holds only the answer: a spinner on a terminal, one plain line
 * a part otherwise.
 */
export async function standardProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  return stream.isTTY ? spinning(stream) : plain(stream)
}

function plain(stream: NodeJS.WriteStream): Progress {
  return { ...SILENT, step: (what) => stream.write(`${what}\n`) }
}

async function spinning(stream: NodeJS.WriteStream): Promise<Progress> {
  const { spinner } = await import('@clack/prompts')
  const spin = spinner({ output: stream })
  let part = ''
  let shown = 0
  return {
    step: (what) => {
      if (part === '') spin.start(what)
      else spin.message(what)
      part = what
      shown = 0
    },
    count: (done, total) => {
      if (done < total && done - shown < total / 100) return
      shown = done
      spin.message(`${part}: ${done} of ${total}`)
    },
    end: (isWell) => {
      if (part === '') return
      if (isWell) spin.stop('Collected')
      else spin.error('Not collected')
    },
  }
}
