import { dirname, join } from 'node:path/posix'
import ts from 'typescript'

/** A file of the repository: its path from the root, with `/`, and what it holds. */
export interface SourceText {
  path: string
  text: string
}

/** One import: the file that has it, what it says, and the file of ours that it means (null: a package). */
export interface Import {
  from: string
  specifier: string
  to: string | null
}

/** The package imports of package.json: `#model/*` → `./src/model/*`. */
export type Aliases = Readonly<Record<string, string>>

/** Every import of TypeScript, of a component's front matter and scripts, and of MDX, type-only ones included. */
export function importsOf({ path, text }: SourceText, aliases: Aliases): Import[] {
  const { importedFiles } = ts.preProcessFile(codeOf(path, text), true, true)
  return importedFiles.map(({ fileName }) => ({
    from: path,
    specifier: fileName,
    to: resolveImport(path, fileName, aliases),
  }))
}

function codeOf(path: string, text: string): string {
  if (path.endsWith('.mdx'))
    return (
      text
        .replace(/^```[\s\S]*?^```/gm, '')
        .match(/^import .*$/gm)
        ?.join('\n') ?? ''
    )
  if (!path.endsWith('.astro')) return text
  const frontMatter = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? ''
  const scripts = [...text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes, code]) => {
    const source = /\bsrc="([^"]+)"/.exec(attributes ?? '')?.[1]
    return source ? `import '${source}'` : code
  })
  return [frontMatter, ...scripts].join('\n')
}

function resolveImport(from: string, specifier: string, aliases: Aliases): string | null {
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  for (const [alias, place] of Object.entries(aliases)) {
    const [start, folder] = [alias.replace('*', ''), place.replace('*', '')]
    if (specifier.startsWith(start)) return join(folder, specifier.slice(start.length))
  }
  return null
}

/** Groups of files that import each other in a circle, each sorted. */
export function importCycles(imports: readonly Import[]): string[][] {
  const targets = Map.groupBy(imports, ({ from }) => from)
  const next = (file: string) => (targets.get(file) ?? []).flatMap(({ to }) => (to === null ? [] : [to]))
  const reach = new Map([...targets.keys()].map((file) => [file, reachable(file, next)]))
  const inCycle = [...reach].filter(([file, seen]) => seen.has(file)).map(([file]) => file)
  const groups = Map.groupBy(inCycle, (file) =>
    inCycle
      .filter((other) => reach.get(file)?.has(other) && reach.get(other)?.has(file))
      .sort()
      .join('\n'),
  )
  return [...groups.values()].map((group) => group.sort())
}

function reachable(start: string, next: (file: string) => readonly string[]): Set<string> {
  const seen = new Set<string>()
  const open = [...next(start)]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    open.push(...next(file))
  }
  return seen
}
