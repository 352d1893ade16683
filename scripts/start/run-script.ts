import { spawn } from 'node:child_process'

/** A step that ended with an exit code of its own: 1 findings, 2 usage, 70 our bug, 75 try later. */
export class StepFailed extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.name = 'StepFailed'
    this.exitCode = exitCode
  }
}

/**
 * Runs one of our scripts and keeps what it says to itself.
 * @throws StepFailed with all it said and its exit code, when that is not 0.
 */
export async function runScript(script: string, args: readonly string[]): Promise<void> {
  const said: Buffer[] = []
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes))
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail)
    child.on('close', (status) => done(status ?? 70))
  })
  if (code === 0) return
  const words = Buffer.concat(said).toString('utf8').trim()
  throw new StepFailed(words || `node ${script} ended with exit code ${code}.`, code)
}
