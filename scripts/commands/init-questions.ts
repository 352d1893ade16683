import { cancel, isCancel, text } from '@clack/prompts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { Id, Line } from '#model/primitives.ts'

/** What `catalog init` has to know. */
export type InitAnswers = {
  title: string
  /** The branch that publishes. */
  branch: string
  /** Ids of the places that releases run in, first to last. */
  environments: string[]
  /** `owner/name@ref` of this program on GitHub; null while nobody knows it. */
  uses: string | null
}

type Given = {
  title?: string
  branch?: string
  environments?: string | string[]
  uses?: string | null
  yes?: boolean
}
type Defaults = Pick<InitAnswers, 'title' | 'branch' | 'uses'>

const USES = /^[\w.-]+\/[\w.-]+@[\w./-]+$/
const BRANCH = /^[\w./-]+$/

/**
 * Takes what was given, and asks for the rest where a person sits at a terminal.
 * @throws CliError 2 for an answer that fits nowhere, and when the person goes away.
 */
export async function askAll(given: Given, defaults: Defaults): Promise<InitAnswers> {
  const isAsked = process.stdin.isTTY === true && process.stdout.isTTY === true && given.yes !== true
  const ask = async (message: string, known: string | undefined, usual: string, fault: Fault) => {
    const said = known ?? (isAsked ? await askOne(message, usual, fault) : usual)
    const wrong = fault(said)
    if (wrong) throw new CliError(`${printable(said)}: ${wrong}`)
    return said
  }
  const listed = typeof given.environments === 'string' ? given.environments : given.environments?.join(',')
  const title = await ask('Title of the catalog', given.title, defaults.title, titleFault)
  const branch = await ask('Branch that publishes', given.branch, defaults.branch, branchFault)
  const named = await ask('Where releases run, such as staging,production', listed, '', environmentsFault)
  const uses = await ask(
    'This program on GitHub, as owner/name@version',
    given.uses ?? undefined,
    defaults.uses ?? '',
    usesFault,
  )
  return { title, branch, environments: idsOf(named), uses: uses === '' ? null : uses }
}

type Fault = (said: string) => string | undefined

async function askOne(message: string, initialValue: string, fault: Fault): Promise<string> {
  const said = await text({ message, initialValue, validate: (value) => fault(value ?? '') })
  if (!isCancel(said)) return said
  cancel('Nothing was written.')
  throw new CliError('You left before the end, so nothing was written. Run it again, or give --yes.')
}

function idsOf(named: string): string[] {
  return named
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean)
}

function titleFault(said: string): string | undefined {
  return Line.safeParse(said).success ? undefined : 'Write one line of at most 300 characters.'
}

function branchFault(said: string): string | undefined {
  return BRANCH.test(said) ? undefined : 'Write the name of a branch, such as main.'
}

function environmentsFault(said: string): string | undefined {
  const ids = idsOf(said)
  if (ids.every((id) => Id.safeParse(id).success) && new Set(ids).size === ids.length) return undefined
  return 'Write ids of small letters, digits and dashes with commas between them, each once.'
}

function usesFault(said: string): string | undefined {
  return said === '' || USES.test(said) ? undefined : 'Write it as owner/name@version.'
}
