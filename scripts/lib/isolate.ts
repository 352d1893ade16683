import { CliError, isSystemError } from './cli-error.ts'

/**
 * Does the work of one release, page or file so that whatever it throws stays its own: the others go on.
 * @param failed takes what is to be said of the failure, in a word or two, and gives what stands in place of a result.
 * @throws what concerns the whole run: a sentence for the person who runs it (such as "try later"), and a machine that has
 *   no room, no memory or no files left, which would fail the others too.
 */
export async function isolated<T>(
  act: () => T | Promise<T>,
  failed: (what: string) => T | Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    return await failed(ownFault(error))
  }
}

/** As {@link isolated}, for work that does not wait. */
export function isolatedNow<T>(act: () => T, failed: (what: string) => T): T {
  try {
    return act()
  } catch (error) {
    return failed(ownFault(error))
  }
}

/** What a failure is called. @throws what concerns the whole run. */
function ownFault(error: unknown): string {
  if (error instanceof CliError || isSystemError(error, ...OF_THE_MACHINE)) throw error
  if (process.argv.includes('--debug')) console.error(error)
  return faultName(error)
}

const OF_THE_MACHINE = ['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM']

/**
 * What was thrown, whatever it is, in a word: the name of an error, or its code when the system gave it one. Never its
 * message: that may quote what was read, and differ from machine to machine. Never throws.
 */
export function faultName(error: unknown): string {
  try {
    if (!(error instanceof Error)) return `a thrown ${error === null ? 'null' : typeof error}`
    const name = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    return /^[\w.]{1,60}$/.test(name) ? name : 'Error'
  } catch {
    return 'a thrown value'
  }
}
