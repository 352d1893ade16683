import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the build looks for what failed; none in development. */
const { CATALOG_CACHE } = process.env

/**
 * Tells the build that something failed while a page was made, and lets it go on: the build names it at its end, and the next
 * one makes all pages anew. @param what the page's address, or what it is a part of.
 */
export function noteFailure(what: string, error: unknown): void {
  if (!CATALOG_CACHE) return
  mkdirSync(CATALOG_CACHE, { recursive: true })
  appendFileSync(join(CATALOG_CACHE, 'failed.ndjson'), `${JSON.stringify({ what, why: textOf(error) })}\n`)
}

/** For the person who builds: a page never shows it, since it may quote what was read. */
function textOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return 'something that is no error'
  }
}
