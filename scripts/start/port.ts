import { createServer } from 'node:net'
import { StepFailed } from './run-script.ts'

/**
 * Resolves when the port can be taken on this machine: better to hear it now than after the build.
 * @throws StepFailed 2 that names the remedy when somebody has it already.
 */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', (error: NodeJS.ErrnoException) => fail(new StepFailed(remedy(port, error.code), 2)))
    probe.listen(port, 'localhost', () => probe.close(() => done()))
  })
}

function remedy(port: number, code: string | undefined): string {
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`
  return `Port ${port} ${reason}. Choose another, such as: npm start -- --port ${port < 65_535 ? port + 1 : 4321}`
}
