/** What ends a command with a plain sentence instead of "our bug". `exitCode`: 1 findings, 2 usage, 75 try later. */
export class CliError extends Error {
  readonly exitCode: 1 | 2 | 75

  constructor(message: string, exitCode: 1 | 2 | 75 = 2) {
    super(message)
    this.name = 'CliError'
    this.exitCode = exitCode
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** True for an error of the file system with one of these codes, such as `ENOENT`. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
