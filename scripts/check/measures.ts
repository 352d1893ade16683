import { basename, dirname } from 'node:path/posix'
import { type Import, importCycles, type SourceText } from './imports.ts'
import { findImportViolations } from './layers.ts'
import { countLines } from './tree.ts'

/** What is measured: the tracked files of the repository, and their imports. */
export interface Tree {
  files: readonly SourceText[]
  imports: readonly Import[]
  /** Files of ours of which a function ran to collect one tag with a dossier. */
  called: readonly string[]
}

/** One number about the whole: what it counts, where it should be, and what it may be at most today. */
export interface TreeMeasure {
  what: string
  aim: number | null
  /** Lower it whenever the number falls. Null: the number is only shown. */
  most: number | null
  /** The things counted, or the number alone. */
  of: (tree: Tree) => readonly string[] | number
}

const CODE = /^(src|scripts)\//
const lines = ({ text }: SourceText) => countLines(text)
const code = ({ files }: Tree) => files.filter(({ path }) => CODE.test(path))
const typescript = (tree: Tree) => code(tree).filter(({ path }) => path.endsWith('.ts'))
const paths = (files: readonly SourceText[]) => files.map(({ path }) => path)
/** A file of pages is an address of the site: how many there are, the site says. */
const PAGES = /^src\/pages\//
const under = (limit: number) => (tree: Tree) =>
  paths(typescript(tree).filter((file) => lines(file) < limit && !PAGES.test(file.path)))

/**
 * The numbers that tell whether the house stays one that a stranger can enter. Files and lines grow with what the program does:
 * they are shown, and only their shape is limited.
 */
export const MEASURES: readonly TreeMeasure[] = [
  { what: 'files of src and scripts', aim: 530, most: null, of: (tree) => code(tree).length },
  { what: 'lines of src and scripts', aim: 37_500, most: null, of: (tree) => sum(code(tree).map(lines)) },
  {
    what: 'files that run to collect one tag with a dossier',
    aim: 115,
    // What decides has grown by a file for each rule since the aim was set.
    most: 190,
    of: ({ called }) => called,
  },
  { what: '.ts files under 15 lines', aim: 10, most: 12, of: under(15) },
  { what: '.ts files under 25 lines', aim: 45, most: 45, of: under(25) },
  {
    what: 'files of at most 60 lines with one importer, in their folder',
    aim: 15,
    most: 20,
    of: onlyForANeighbour,
  },
  { what: 'type names exported twice', aim: 0, most: 0, of: (tree) => sharedNames(tree, TYPE) },
  { what: 'functions and constants exported twice', aim: 0, most: 0, of: (tree) => sharedNames(tree, VALUE) },
  {
    what: 'circles of imports, type-only ones included',
    aim: 0,
    most: 0,
    of: ({ imports }) => cycles(imports),
  },
  {
    what: 'imports that break a layer',
    aim: 0,
    most: 0,
    of: ({ imports }) => findImportViolations(imports),
  },
  {
    what: 'imports of views in scripts, but where an audit makes again what was published',
    aim: 0,
    most: 0,
    of: ({ imports }) => imports.filter(isScriptOnViews).map(words),
  },
  { what: 'codes of findings that no search finds', aim: 0, most: 0, of: hiddenCodes },
  { what: 'files outside collect/forge/github that name GitHub', aim: null, most: null, of: githubElsewhere },
  {
    what: 'citations of reference/*.md',
    aim: 0,
    most: 0,
    of: (tree) => citations(tree, /reference\/[\w-]+\.md/g),
  },
  {
    what: 'lines of .biome.jsonc',
    aim: 150,
    most: 150,
    of: (tree) => sum(tree.files.filter(({ path }) => path === '.biome.jsonc').map(lines)),
  },
  { what: 'folders of more than 30 files', aim: null, most: null, of: fullFolders },
  {
    what: 'lines of a .ts file, 90th percentile',
    aim: 220,
    most: 220,
    of: (tree) => percentile(typescript(tree).map(lines), 0.9),
  },
  {
    what: 'lines of the longest source file',
    aim: 300,
    most: 300,
    of: (tree) => Math.max(...code(tree).map(lines)),
  },
]

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function percentile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0
}

function words({ from, specifier }: Import): string {
  return `${from} → ${specifier}`
}

function cycles(imports: readonly Import[]): string[] {
  return importCycles(imports).map((cycle) => cycle.join(' ⇄ '))
}

function isScriptOnViews({ from, to }: Import): boolean {
  const isAudit = from.startsWith('scripts/commands/verify/')
  return from.startsWith('scripts/') && !isAudit && to?.startsWith('src/views/') === true
}

const REGISTRIES = ['formats.ts', 'portable.ts']

/** Files that might as well be a part of the only one that imports them; a table of readers is none that could take them in. */
function onlyForANeighbour(tree: Tree): string[] {
  const importers = Map.groupBy(tree.imports, ({ to }) => to)
  const isLone = ({ path }: SourceText) => {
    const from = new Set((importers.get(path) ?? []).map((each) => each.from))
    return (
      from.size === 1 &&
      [...from].every((file) => dirname(file) === dirname(path) && !REGISTRIES.includes(basename(file)))
    )
  }
  return paths(typescript(tree).filter((file) => lines(file) <= 60 && isLone(file)))
}

const TYPE = /^export (?:declare )?(?:abstract )?(?:type|interface|class) (\w+)/gm
const VALUE = /^export (?:async )?(?:function\*?|const|let) (\w+)/gm

/** Names that Astro looks for in each page and in the configuration of the content. */
const ASTRO = /^src\/(pages\/|content\.config)|^scripts\/bench\/baseline-site/

/** Names that two files export: one word would have two meanings. A schema and its type are one. */
function sharedNames(tree: Tree, exported: RegExp): string[] {
  const named = code(tree).flatMap(({ path, text }) => {
    if (ASTRO.test(path)) return []
    const names = text.matchAll(exported)
    return [...new Set([...names].map(([, name = '']) => name))].map((name) => ({ name, path }))
  })
  return [...Map.groupBy(named, ({ name }) => name)]
    .filter(([, places]) => places.length > 1)
    .map(([name, places]) => `${name}: ${places.map(({ path }) => path).join(' ')}`)
}

/** Codes with words of their own that stand as a whole nowhere outside the messages. */
function hiddenCodes(tree: Tree): string[] {
  const isMessages = ({ path }: SourceText) => /^src\/(views\/)?messages\//.test(path)
  const told = code(tree)
    .filter(isMessages)
    .flatMap(({ text }) => [...text.matchAll(/^ {2}'([a-z_]+(?:\.[a-z0-9_*]+)+)':/gm)])
  const rest = code(tree)
    .filter((file) => !isMessages(file))
    .map(({ text }) => text)
    .join('\n')
  return [...new Set(told.map(([, each = '']) => each))].filter((each) => !rest.includes(`'${each}'`))
}

function githubElsewhere(tree: Tree): string[] {
  return paths(code(tree).filter(({ path, text }) => /github/i.test(text) && !path.includes('/github/')))
}

function citations(tree: Tree, pattern: RegExp): string[] {
  const told = tree.files.filter(({ path }) => /^(src|scripts|test|content)\/|^README/.test(path))
  return told.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found}`))
}

function fullFolders(tree: Tree): string[] {
  const folders = Map.groupBy(code(tree), ({ path }) => dirname(path))
  return [...folders]
    .filter(([, files]) => files.length > 30)
    .map(([folder, files]) => `${folder} ${files.length}`)
}
