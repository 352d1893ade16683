/**
 * What ends a program with a plain sentence instead of "our bug". `exitCode`: 1 findings, 2 usage or unreadable input, 75 try
 * later; another one is that of a program that ours ran.
 */
export class CliError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 2) {
    super(message)
    this.name = 'CliError'
    this.exitCode = exitCode
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** True for an error of the file system with one of these codes, such as `ENOENT`; without any, with whatever code. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  if (!(error instanceof Error && 'code' in error)) return false
  return codes.length === 0 || codes.includes(String(error.code))
}
