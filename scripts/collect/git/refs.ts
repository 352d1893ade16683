import { type Git, runGit } from './process.ts'

/** A tag as git lists it: `name` without `refs/tags/`, as bytes, since git does not ask for UTF-8. */
export type TagRef = { name: Buffer; id: string }

/** Every tag of the repository, in git's byte order, and the commit of its notes of dossiers, when it has any. */
type Refs = { tags: TagRef[]; notes: string | null }

/** Where people keep dossiers that arrive after tagging: `git notes --ref=dossier`. */
export const NOTES = 'refs/notes/dossier'

/** Lists the refs that matter. One process, which reads no object. */
export async function listRefs(git: Git): Promise<Refs> {
  const format = '--format=%(objectname)%00%(refname)'
  const listing = await runGit(git, ['for-each-ref', format, NOTES, TAGS])
  const refs: Refs = { tags: [], notes: null }
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(NEWLINE, start)
    const gap = listing.indexOf(0, start)
    const id = listing.toString('latin1', start, gap)
    const name = listing.subarray(gap + 1, end)
    if (name.toString('latin1', 0, TAGS.length) === TAGS)
      refs.tags.push({ name: name.subarray(TAGS.length), id })
    else if (name.toString('latin1') === NOTES) refs.notes = id
    start = end + 1
  }
  return refs
}

const TAGS = 'refs/tags/'
const NEWLINE = 0x0a
