import { deliver } from './delivery.ts'
import { emptyHistory, type History, type TreeChanges } from './fast-import.ts'
import type { Signature } from './objects.ts'
import { person, type Release, type Sample, type Story, shifted } from './story.ts'

/** The sample as git history, and what CI kept beside it, by its path in the folder of artifacts. */
type WholeHistory = { history: History; artifacts: Map<string, Buffer> }

/**
 * The whole sample as a git history: each story on its branch, each release as its code commits, then one
 * commit that adds the dossier and its evidence, then the tag.
 * @param at the moment whose tags it has; absent = the end of the story.
 */
export function writeHistory(sample: Sample, at?: string): WholeHistory {
  const written = { history: emptyHistory(), artifacts: new Map<string, Buffer>() }
  const roots = sample.stories.filter((story) => story.from === undefined)
  const rest = sample.stories.filter((story) => story.from !== undefined)
  for (const story of [...roots, ...rest]) writeStory(story, written, sample, moment(at))
  return written
}

function writeStory(story: Story, written: WholeHistory, sample: Sample, until: number): void {
  const { history } = written
  if (story.from !== undefined) history.fork(story.branch, story.from)
  const edits = new Map<string, string[]>()
  let before = ''
  for (const release of story.releases) {
    const commits = release.changes.map((_, index) =>
      commitChange(story, release, index, edits, history, sample),
    )
    const code = { commit: commits.at(-1) ?? before, before: commits.at(-2) ?? before }
    const by = signature(release, sample, release.at)
    const name = tagName(story, release.version)
    const delivery = release.dossier ? deliver(story, release, code, sample) : null
    const assembled = delivery?.tree
      ? commitDossier(story, release, delivery.tree, history, sample)
      : code.commit
    const target = moment(release.moved, 0) > until ? code.commit : assembled
    const message = release.message === undefined ? null : `${release.message.trim()}\n`
    if (isTagged(release, until)) {
      if (release.tagOf !== undefined) history.tagAgain(name, tagName(story, release.tagOf))
      else history.tag({ name, target, message, by, signedBy: release.signedBy })
      if (delivery?.note)
        history.note(name, signature(release, sample, shifted(release.at, 90)), delivery.note)
      for (const [path, bytes] of delivery?.artifacts ?? []) written.artifacts.set(`${name}${path}`, bytes)
    }
    before = code.commit
  }
}

function isTagged({ at, withdrawn }: Release, until: number): boolean {
  return moment(at) <= until && (withdrawn === undefined || until < moment(withdrawn))
}

function tagName(story: Story, version: string): string {
  return story.tag.replace('{version}', version)
}

/** Milliseconds since 1970. */
function moment(instant: string | undefined, otherwise = Number.MAX_SAFE_INTEGER): number {
  return instant === undefined ? otherwise : Date.parse(instant)
}

const KEPT_BY_CI: ReadonlySet<Release['delivery']> = new Set(['directory', 'zip'])

function commitChange(
  story: Story,
  release: Release,
  index: number,
  edits: Map<string, string[]>,
  history: History,
  sample: Sample,
): string {
  const change = release.changes[index]
  if (!change) throw new Error(`${story.service} ${release.version} has no change ${index}.`)
  for (const path of change.files) edits.set(path, [...(edits.get(path) ?? []), change.subject])
  const files: Map<string, Buffer | null> = new Map(
    change.files.map((path) => [path, standIn(path, edits.get(path) ?? [])]),
  )
  // What the release before left in the tree would contradict what CI keeps of this one.
  if (KEPT_BY_CI.has(release.delivery)) files.set(`release/${story.service}/`, null)
  const at = shifted(release.at, (index - release.changes.length) * 47 - 1200)
  return history.commit(story.branch, { ...person(change.by, sample), at }, `${change.subject}\n`, files)
}

/** Commits what a release left in its tree, in place of what the one before it left there. */
function commitDossier(
  story: Story,
  release: Release,
  tree: TreeChanges,
  history: History,
  sample: Sample,
): string {
  const files = new Map([[`release/${story.service}/`, null], ...tree])
  const by = signature(release, sample, shifted(release.at, -20))
  const message = `Assemble the dossier of ${story.service} ${release.version}\n`
  return history.commit(story.branch, by, message, files)
}

/** The catalog looks at which files change, not at what they say; so they say only what changed them. */
function standIn(path: string, subjects: readonly string[]): Buffer {
  const lines = subjects.map((subject, index) => `${index + 1}. ${subject}`)
  return Buffer.from(`Stand-in for ${path} in a sample repository.\n\n${lines.join('\n')}\n`)
}

function signature(release: Release, sample: Sample, at: string): Signature {
  return { ...person(release.by, sample), at }
}
