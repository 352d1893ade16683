import { type Git, runGit } from './process.ts'

/** A tag as git lists it: `name` without `refs/tags/`, as bytes, since git does not ask for UTF-8. */
export type TagRef = { name: Buffer; id: string }

/** Every tag of the repository, in git's byte order. One process, which reads no object. */
export async function listTags(git: Git): Promise<TagRef[]> {
  const listing = await runGit(git, ['for-each-ref', '--format=%(objectname)%00%(refname)', 'refs/tags/'])
  const tags: TagRef[] = []
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(NEWLINE, start)
    const gap = listing.indexOf(0, start)
    const name = listing.subarray(gap + 1 + PREFIX.length, end)
    tags.push({ name, id: listing.toString('latin1', start, gap) })
    start = end + 1
  }
  return tags
}

const PREFIX = 'refs/tags/'
const NEWLINE = 0x0a
