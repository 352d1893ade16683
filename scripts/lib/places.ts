import { existsSync, mkdirSync, statSync } from 'node:fs'
import { extname, join, relative, resolve, sep } from 'node:path'
import type { Command } from 'commander'
import { CliError } from './cli-error.ts'
import { writeNamed } from './files.ts'
import { printable } from './text.ts'

/** The folder of the program itself: its sources, its pages, and what every catalog starts with. */
export const TOOL = resolve(import.meta.dirname, '../..')

/**
 * Folder of the policies, runbooks and guide that come with the program; CATALOG_DEFAULTS names another one.
 */
export const DEFAULTS = process.env['CATALOG_DEFAULTS'] ?? join(TOOL, 'content')

/** How the sources of the program end: `.ts`, and `.js` where they were compiled for a package. */
export const ENDING = extname(import.meta.filename)

/** The file of one of the programs, such as `catalog`. */
export function programFile(name: string): string {
  return join(TOOL, 'scripts', `${name}${ENDING}`)
}

/**
 * Where a command finds what people wrote and puts what it makes. Four places that have nothing to do with each other: the
 * program, the user's folder, what was collected, and the site.
 */
export type Places = {
  /** The user's folder; null where the program's own checkout serves as one. */
  root: string | null
  /** What people wrote: `catalog.yaml`, services, policies, runbooks, guide. */
  authored: string
  /** What was collected. */
  content: string
  /** What may be lost: copies, drawings, pages of the build before. */
  cache: string
  /** The built site. */
  out: string
}

/**
 * Finds the places of a run. The user's folder is the one that is named, else the current one if it is a repository or holds a folder
 * `catalog` or `release`, else the program's own checkout; where the program is an installed package, which nobody writes in, the current one.
 * @throws CliError 2 for a folder that is not there.
 */
export function placesOf(
  given: string | undefined,
  { cwd = process.cwd(), tool = TOOL }: { cwd?: string; tool?: string } = {},
): Places {
  if (given !== undefined && !isFolder(resolve(cwd, given)))
    throw new CliError(`--root ${printable(given)} is no folder. Name the one that holds your catalog.`)
  const root = resolve(cwd, given ?? usualRoot(cwd, tool))
  const named = (...path: string[]) => relative(cwd, join(root, ...path)) || '.'
  if (root === tool && !isInstalled(tool))
    return {
      root: null,
      authored: named('content'),
      content: named('content'),
      cache: named('.cache'),
      out: named('dist'),
    }
  const made = (name: string) => named(MADE, name)
  return {
    root,
    authored: named('catalog'),
    content: made('content'),
    cache: made('cache'),
    out: made('site'),
  }
}

function usualRoot(cwd: string, tool: string): string {
  const isOwn = ['catalog', 'release'].some((name) => isFolder(join(cwd, name)))
  // A worktree has a file of that name.
  const isRepository = existsSync(join(cwd, '.git'))
  return isOwn || isRepository || isInstalled(tool) ? cwd : tool
}

function isInstalled(tool: string): boolean {
  return tool.split(sep).includes('node_modules')
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Everything that is made lies in here, beside what people wrote, and stays out of git by itself. */
const MADE = '.catalog'

/** Makes the folder for what a command makes in a user's folder. */
export function openMade({ root }: Pick<Places, 'root'>): void {
  if (root === null) return
  const ignored = join(root, MADE, '.gitignore')
  if (existsSync(ignored)) return
  mkdirSync(join(root, MADE), { recursive: true })
  writeNamed(ignored, '*\n')
}

/** Lets every command of a program take `--root`, and find the places of its run among its options where they were not named. */
export function withPlaces(program: Command): Command {
  return program
    .option(
      '--root <dir>',
      'your folder, with catalog/ and release/ (default: the current one if it has them, or is a repository)',
    )
    .hook('preAction', (_, command) => {
      const places = placesOf(program.opts()['root'])
      for (const [name, place] of Object.entries(places))
        if (name === 'root' || command.getOptionValue(name) === undefined)
          command.setOptionValueWithSource(name, place, 'default')
    })
}
