import type { z } from 'zod'
import type { CodeMatch } from '#model/evidence.ts'
import type { Differences } from '../git/differences.ts'
import type { Graph } from '../git/graph.ts'
import type { IsOwnFile, TreeFiles } from './own-files.ts'

/** The released code: the tagged commit and its tree, and where the dossier lies in it. */
export type ReleasedCode = { commit: string | null; tree: string | null; dossierPath: string }

export type CodeSources = TreeFiles & { graph: Graph; differences: Differences; shallow: boolean }

type Match = z.infer<typeof CodeMatch>

/**
 * Says how the commit that evidence was made from compares with the released one.
 * @param inside commit that the artifact itself names.
 * @param declared commit that the dossier names for it.
 */
export type CodeMatcher = (inside: string | null, declared: string | null) => Promise<Match>

/**
 * Compares commits with a release. A dossier in the tagged tree cannot name its own commit, so a commit that differs
 * only in the dossier's own files is the same code. Most evidence of a release names one commit: it is compared once.
 * @param own asked for at most once, when a commit differs.
 */
export function codeMatcher(
  sources: CodeSources,
  released: ReleasedCode,
  own: () => Promise<IsOwnFile>,
): CodeMatcher {
  const known = new Map<string, Promise<Match>>()
  return async (inside, declared) => {
    const commit = inside ?? declared
    const { tree } = released
    if (commit === null || released.commit === null || tree === null) return 'unknown'
    if (inside !== null && declared !== null && inside !== declared) return 'different'
    if (commit === released.commit) return 'same'
    const found = known.get(commit) ?? compare(sources, commit, tree, own)
    known.set(commit, found)
    return found
  }
}

async function compare(
  sources: CodeSources,
  commit: string,
  released: string,
  own: () => Promise<IsOwnFile>,
): Promise<Match> {
  const tree = await treeOfCommit(sources, commit)
  // In a cut-off clone the commit may exist and only be missing here.
  if (tree === null) return sources.shallow ? 'unknown' : 'different'
  const paths = await sources.differences.between(tree, released)
  if (paths === null) return 'unknown'
  const isOwn = await own()
  for (const path of paths) if (!(await isOwn(path, tree))) return 'different'
  return 'dossier-only'
}

/** Read from the commit itself: what git tells of it with all others is not compared with its id. */
async function treeOfCommit({ objects }: CodeSources, commit: string): Promise<string | null> {
  const object = await objects.read(commit, LARGEST_COMMIT)
  if (object?.type !== 'commit') return null
  return object.bytes?.toString('latin1', 0, 80).match(/^tree ([0-9a-f]{40,64})\n/)?.[1] ?? null
}

const LARGEST_COMMIT = 1 << 20
