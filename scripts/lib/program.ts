import { inspect } from 'node:util'
import { Command, CommanderError } from 'commander'
import { CliError, isSystemError, messageOf } from './cli-error.ts'
import { printable, withoutCredentials } from './text.ts'

const USAGE = 2
const OUR_BUG = 70
const LATER = 75

/**
 * The command line of a program: all of them explain themselves, their mistakes and ours in the same way.
 * @param name what a person types, such as `npm run build --`.
 */
export function newProgram(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(harmless(text)) })
    .showHelpAfterError('Add --help to see what it takes.')
}

/**
 * Runs a program to its end and leaves its exit code in `process.exitCode`: what its action put there, else 0; 2 for wrong
 * usage or unreadable input, 70 for a bug of ours, 75 for what may work later. Errors end in a plain sentence; `--debug`
 * adds where they came from.
 */
export async function runProgram(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  surviveClosedPipes()
  program
    .option('--no-color', 'no colors on a terminal; NO_COLOR=1 does the same')
    .option('--debug', 'show where an error came from')
    .hook('preAction', (_, command) => {
      refuseEmptyPlaces(command)
      if (program.opts()['color'] === false) process.env['NO_COLOR'] = '1'
    })
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = exitCodeOf(error, argv)
  }
}

/**
 * A variable of a script that was never set gives an empty path, which would mean the current folder, or none.
 * @throws CliError 2
 */
function refuseEmptyPlaces(command: Command): void {
  const options = command.options.filter(({ flags }) => /<(?:dir|file|folder|place|path)>/.test(flags))
  const empty = options.find((option) => command.getOptionValue(option.attributeName()) === '')
  if (empty) throw new CliError(`${empty.long} is empty. Name a place, or leave the option out.`)
}

/**
 * Lets a program whose reader has gone, as in `catalog read DIR | head -1`, do its work to the end and exit as it would have:
 * what nobody reads any more is dropped. What could not be written, as where a disk is full, is told, and ends with 75.
 */
export function surviveClosedPipes(): void {
  let isLost = false
  const lose = (error: unknown) => {
    if (isLost || isSystemError(error, 'EPIPE', 'ERR_STREAM_DESTROYED')) return
    isLost = true
    process.on('exit', () => {
      process.exitCode = LATER
    })
    complain(sentenceOf(error, 'What this prints')?.text ?? printable(messageOf(error)))
  }
  for (const stream of [process.stdout, process.stderr]) stream.on('error', lose)
}

/** Says in a sentence what ended the program. */
function exitCodeOf(error: unknown, argv: readonly string[]): number {
  // Commander has printed it already: the help that was asked for, or what is wrong with the arguments.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
  if (argv.includes('--debug')) complain(inspect(error))
  if (error instanceof CliError) {
    complain(error.message)
    return error.exitCode
  }
  const known = sentenceOf(error, 'A folder that this writes to')
  complain(known?.text ?? `${printable(messageOf(error))}\n${OURS}`)
  return known?.exitCode ?? OUR_BUG
}

function complain(text: string): void {
  console.error(harmless(text))
}

/** Whatever a complaint names: what opens an address for somebody stays out of logs, and no name colors or erases a line. */
function harmless(text: string): string {
  return withoutCredentials(text).split('\n').map(printable).join('\n')
}

/** What the system refuses, and is no bug: most is checked before with better words, this is the net below. */
const SYSTEM_ERRORS = [
  {
    codes: ['EACCES', 'EPERM'],
    sentence: 'may not be read or written. Check its permissions.',
    exitCode: USAGE,
  },
  {
    codes: ['EROFS'],
    sentence: 'is on a file system that cannot be written. Choose another folder.',
    exitCode: LATER,
  },
  {
    codes: ['ENOTDIR', 'EEXIST'],
    sentence: 'is a file, or lies below one, where a folder is needed. Choose another path.',
    exitCode: USAGE,
  },
  { codes: ['EISDIR'], sentence: 'is a folder where a file is needed. Name the file.', exitCode: USAGE },
  {
    codes: ['ELOOP', 'ENAMETOOLONG'],
    sentence: 'is no path that can be opened. Check its links and its length.',
    exitCode: USAGE,
  },
  { codes: ['ENOSPC', 'EDQUOT'], sentence: 'has no room left. Free some, then try again.', exitCode: LATER },
  {
    codes: ['EMFILE', 'ENFILE'],
    sentence: 'cannot be opened: too many files are open. Try again later.',
    exitCode: LATER,
  },
] as const

/** What the system refused, of a place that it does not always name. Null for what is no error of the system. */
function sentenceOf(error: unknown, unnamed: string): { text: string; exitCode: number } | null {
  const known = SYSTEM_ERRORS.find(({ codes }) => isSystemError(error, ...codes))
  const { path, dest } = Object(error)
  return known ? { ...known, text: printable(`${dest ?? path ?? unnamed} ${known.sentence}`) } : null
}

const OURS =
  'This is a bug of the catalog, not yours. Run it again with --debug and report what it prints as an issue.'
