import { assemble } from './assemble.ts'
import { person } from './cast.ts'
import { filesOf } from './files.ts'
import { gather } from './gather.ts'
import { emptyHistory, type History } from './history.ts'
import type { Signature } from './objects.ts'
import type { Release, Sample, Story } from './story.ts'
import { shifted } from './time.ts'

/**
 * Tells the whole sample as a git history: each story on its branch, each release as its code commits, then one
 * commit that adds the dossier and its evidence, then the tag.
 * @param at the moment whose tags are told; absent = the end of the story.
 */
export function tell(sample: Sample, at?: string): History {
  const history = emptyHistory()
  const roots = sample.stories.filter((story) => story.from === undefined)
  const rest = sample.stories.filter((story) => story.from !== undefined)
  for (const story of [...roots, ...rest]) tellStory(story, history, sample, moment(at))
  return history
}

function tellStory(story: Story, history: History, sample: Sample, until: number): void {
  if (story.from !== undefined) history.fork(story.branch, story.from)
  const edits = new Map<string, string[]>()
  let before = ''
  for (const release of story.releases) {
    const commits = release.changes.map((_, index) =>
      tellChange(story, release, index, edits, history, sample),
    )
    const code = { commit: commits.at(-1) ?? before, before: commits.at(-2) ?? before }
    const by = signature(release, sample, release.at)
    const assembled = release.dossier ? tellDossier(story, release, code, history, sample) : code.commit
    const target = moment(release.moved, 0) > until ? code.commit : assembled
    const message = release.message === undefined ? null : `${release.message.trim()}\n`
    const name = story.tag.replace('{version}', release.version)
    if (isTagged(release, until)) history.tag({ name, target, message, by })
    before = code.commit
  }
}

function isTagged({ at, withdrawn }: Release, until: number): boolean {
  return moment(at) <= until && (withdrawn === undefined || until < moment(withdrawn))
}

/** Milliseconds since 1970. */
function moment(instant: string | undefined, otherwise = Number.MAX_SAFE_INTEGER): number {
  return instant === undefined ? otherwise : Date.parse(instant)
}

function tellChange(
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
  const files = new Map(change.files.map((path) => [path, standIn(path, edits.get(path) ?? [])]))
  const at = shifted(release.at, (index - release.changes.length) * 47 - 1200)
  return history.commit(story.branch, { ...person(change.by, sample), at }, `${change.subject}\n`, files)
}

function tellDossier(
  story: Story,
  release: Release,
  code: { commit: string; before: string },
  history: History,
  sample: Sample,
): string {
  const evidence = gather(story, release, code, sample)
  const folder = `release/${story.service}/`
  const files: Map<string, Buffer | null> = new Map([[folder, null]])
  files.set(`${folder}dossier.json`, assemble(story, release, evidence, sample))
  for (const [path, bytes] of filesOf(story, release, sample)) files.set(path, bytes)
  for (const { path, bytes } of evidence) {
    if (bytes) files.set(path, bytes)
    else files.delete(path)
  }
  const by = signature(release, sample, shifted(release.at, -20))
  return history.commit(
    story.branch,
    by,
    `Assemble the dossier of ${story.service} ${release.version}\n`,
    files,
  )
}

/** The catalog looks at which files change, not at what they say; so they say only what changed them. */
function standIn(path: string, subjects: readonly string[]): Buffer {
  const lines = subjects.map((subject, index) => `${index + 1}. ${subject}`)
  return Buffer.from(`Stand-in for ${path} in a sample repository.\n\n${lines.join('\n')}\n`)
}

function signature(release: Release, sample: Sample, at: string): Signature {
  return { ...person(release.by, sample), at }
}
