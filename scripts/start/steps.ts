import { spawn } from 'node:child_process'
import { intro, outro, spinner } from '@clack/prompts'
import { CliError } from '#lib/cli-error.ts'

/** Tells a person what is going on: alive on a terminal, plain lines in a log. */
export type Steps = {
  /** Runs one step; its result is the line that stays. Errors pass through. */
  step: (doing: string, work: () => Promise<string>) => Promise<void>
  end: (text: string) => void
}

/** Opens the kind that fits where standard output goes. */
export function openSteps(title: string): Steps {
  return process.stdout.isTTY ? livelySteps(title) : PLAIN_STEPS
}

function livelySteps(title: string): Steps {
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
  }
}

const PLAIN_STEPS: Steps = {
  async step(doing, work) {
    console.log(`${doing} ...`)
    console.log(await work())
  },
  end: (text) => console.log(text),
}

/**
 * Runs one of our scripts and keeps what it says to itself.
 * @returns the last line that it said.
 * @throws CliError with all it said and its exit code, when that is not 0.
 */
export async function runScript(script: string, args: readonly string[]): Promise<string> {
  const said: Buffer[] = []
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes))
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail)
    child.on('close', (status) => done(status ?? OUR_BUG))
  })
  const words = Buffer.concat(said).toString('utf8').trim()
  if (code === 0) return words.split('\n').at(-1) ?? ''
  throw new CliError(words || `node ${script} ended with exit code ${code}.`, code)
}

const OUR_BUG = 70
