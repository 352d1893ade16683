import { intro, log, outro, spinner } from '@clack/prompts'

/** Tells a person what is going on: alive on a terminal, plain lines in a log. */
export type StepReporter = {
  /** Runs one step; its result is the line that stays. Errors pass through. */
  step: (doing: string, work: () => Promise<string>) => Promise<void>
  end: (text: string) => void
  fail: (text: string) => void
}

/** Opens the kind of progress that fits where standard output goes. */
export function openProgress(title: string): StepReporter {
  return process.stdout.isTTY ? lively(title) : plain()
}

function lively(title: string): StepReporter {
  intro(title)
  return {
    async step(doing, work) {
      const turning = spinner()
      turning.start(doing)
      try {
        turning.stop(await work())
      } catch (error) {
        turning.error(doing)
        throw error
      }
    },
    end: outro,
    fail: (text) => log.error(text),
  }
}

function plain(): StepReporter {
  return {
    async step(doing, work) {
      console.log(`${doing} ...`)
      console.log(await work())
    },
    end: (text) => console.log(text),
    fail: (text) => console.error(text),
  }
}
