import { type VexStatement, VexStatements } from '#model/vulnerability.ts'

/** As many names as the model keeps of one statement. */
const MOST_IDS = 20

/**
 * What is kept of a document's statements about vulnerabilities (VEX). One that names no vulnerability concerns none, and is
 * left out. One with more names than are kept becomes several that say the same: a name that was cut off could be the one
 * by which a later statement takes an earlier one back.
 * @param list each statement with whatever names it has.
 * @returns the statements, null when they are too many or too long, and how many were left out without a name.
 */
export function keepStatements(
  author: string | null,
  list: readonly VexStatement[],
): { statements: VexStatements | null; named: readonly VexStatement[]; nameless: number } {
  const named = list.filter(({ ids }) => ids.length > 0)
  const kept = VexStatements.safeParse({ author, list: named.flatMap(withFewNames) })
  return { statements: kept.data ?? null, named, nameless: list.length - named.length }
}

function withFewNames(statement: VexStatement): VexStatement[] {
  const parts = Math.ceil(statement.ids.length / MOST_IDS)
  return Array.from({ length: parts }, (_, part) => ({
    ...statement,
    ids: statement.ids.slice(part * MOST_IDS, (part + 1) * MOST_IDS),
  }))
}
