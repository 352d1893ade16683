import { Command, CommanderError } from 'commander'
import { CliError, isSystemError, messageOf } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'

const USAGE = 2
const OUR_MISTAKE = 70
const LATER = 75

/**
 * Runs one command. Errors end in a plain sentence; where they came from is told with `--debug` only.
 * @returns the exit code: 0 fine, 1 findings, 2 wrong usage, 70 a mistake of this program, 75 try again later.
 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await (await makeProgram(argv)).parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    if (argv.includes('--debug')) console.error(error)
    return explain(error)
  }
}

/** How each command mounts itself. They share little, so only the one that is asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  collect: async () => (await import('./collect.ts')).addCollectCommand,
  index: async () => (await import('./index.ts')).addIndexCommand,
  evaluate: async () => (await import('./evaluate.ts')).addEvaluateCommand,
  read: async () => (await import('./read.ts')).addReadCommand,
  schema: async () => (await import('./schema.ts')).addSchemaCommand,
  verify: async () => (await import('./verify.ts')).addVerifyCommand,
}

async function makeProgram(argv: readonly string[]): Promise<Command> {
  const program = new Command('catalog')
  program
    .description('A catalog of releases whose go/no-go is recomputed from published evidence.')
    .exitOverride()
    .showHelpAfterError('Run it with --help for what it takes.')
    .option('--debug', 'show where an error came from')
  const asked = argv.slice(2).find((word) => !word.startsWith('-'))
  const known = Object.entries(COMMANDS)
  const wanted = known.filter(([name]) => name === asked)
  for (const [, load] of wanted.length > 0 ? wanted : known) (await load())(program)
  return program
}

/** Says in a sentence what ended the command. @returns the exit code. */
function explain(error: unknown): number {
  if (error instanceof CliError) {
    console.error(error.message)
    return error.exitCode
  }
  const isFull = isSystemError(error, 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE')
  const isRefused = isSystemError(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR')
  console.error(printable(messageOf(error)))
  if (isFull || isRefused) return isFull ? LATER : USAGE
  console.error(OURS)
  return OUR_MISTAKE
}

const OURS =
  'This is a mistake of the catalog, not yours. Run the command again with --debug and report what it prints as an issue.'
