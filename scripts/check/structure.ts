import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { calledFiles } from './called-files.ts'
import { type Aliases, importsOf, type SourceText } from './imports.ts'
import { findImportViolations, runsUp } from './layers.ts'
import { MEASURES, type Tree } from './measures.ts'
import { findTreeViolations } from './tree.ts'

const TEXT = /\.(astro|css|grit|json|jsonc|md|mdx|mjs|ts|yaml)$/

// `node scripts/check/structure.ts [FOLDER]`: says how the code of this checkout, or of another, is laid out, and fails
// on what breaks a rule or a limit. `--all` names what is counted. The sample has to be there: see collect-sample.ts.
const root = resolve(process.argv.slice(2).find((each) => !each.startsWith('--')) ?? '.')
const files = sourcesBelow(root)
const aliases: Aliases = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports ?? {}
const sources = files.filter(({ path }) => /^(src|scripts|content)\/.*\.(astro|mdx|mjs|ts)$/.test(path))
const imports = sources.flatMap((file) => importsOf(file, aliases))
const tree: Tree = { files, imports, arrowsUp: imports.filter(runsUp), called: calledFiles(root) }

const isOver = MEASURES.map(report)
const violations = [...findTreeViolations(files), ...findImportViolations(imports)]
for (const violation of violations) console.error(violation)
process.exitCode = violations.length > 0 || isOver.includes(true) ? 1 : 0

function report({ what, limit, of }: (typeof MEASURES)[number]): boolean {
  const found = of(tree)
  const value = typeof found === 'number' ? found : found.length
  const isTooMuch = limit !== null && value > limit
  console.log(
    `${isTooMuch ? '✗' : ' '} ${String(value).padStart(6)} ${limit === null ? '' : `≤ ${limit}`.padStart(8)}  ${what}`,
  )
  if (typeof found !== 'number' && (isTooMuch || process.argv.includes('--all')))
    for (const each of found) console.log(`         ${each}`)
  return isTooMuch
}

/** Files that git tracks or would: those with text by their names, the others as if they were empty. */
function sourcesBelow(folder: string): SourceText[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
  const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(folder, path)))
  return paths.map((path) => ({
    path,
    text: TEXT.test(path) ? readFileSync(join(folder, path), 'utf8') : '',
  }))
}
