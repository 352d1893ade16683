import { deliver } from './delivery.ts'
import type { ReleaseCode } from './evidence.ts'
import type { Author, History, TreeChanges } from './fast-import.ts'
import { person, type Release, type Sample, type Story, shifted } from './story.ts'

/** What CI kept beside the repository, by its path in the folder of artifacts. */
export type Artifacts = ReadonlyMap<string, Buffer>

/** A story on its branch; `edits`: the subjects of the commits that changed a file so far, by its path. */
type Branch = { story: Story; sample: Sample; history: History; edits: Map<string, string[]> }

/**
 * Writes the whole sample to `history`: each story on its branch, each release as its code commits, then one commit that
 * adds the dossier and its evidence, then the tag.
 * @param at the moment whose tags it has; absent = the end of the story.
 */
export async function writeHistory(history: History, sample: Sample, at?: string): Promise<Artifacts> {
  const artifacts = new Map<string, Buffer>()
  const roots = sample.stories.filter((story) => story.from === undefined)
  const rest = sample.stories.filter((story) => story.from !== undefined)
  for (const story of [...roots, ...rest]) {
    if (story.from !== undefined) history.fork(story.branch, story.from)
    const kept = await writeStory({ story, sample, history, edits: new Map() }, moment(at))
    for (const [path, bytes] of kept) artifacts.set(path, bytes)
  }
  return artifacts
}

async function writeStory(branch: Branch, until: number): Promise<Artifacts> {
  const kept = new Map<string, Buffer>()
  let before = ''
  for (const release of branch.story.releases) {
    const code = await commitCode(branch, release, before)
    const artifacts = await writeRelease(branch, release, code, until)
    for (const [path, bytes] of artifacts) kept.set(`${tagName(branch.story, release.version)}${path}`, bytes)
    before = code.commit
  }
  return kept
}

/** Commits the dossier of a release and sets its tag. @returns what CI kept of it, once it is tagged. */
async function writeRelease(
  branch: Branch,
  release: Release,
  code: ReleaseCode,
  until: number,
): Promise<Artifacts> {
  const { story, sample, history } = branch
  const delivery = release.dossier ? deliver(story, release, code, sample) : null
  const assembled = delivery?.tree ? await commitDossier(branch, release, delivery.tree) : code.commit
  if (!isTagged(release, until)) return new Map()
  const name = tagName(story, release.version)
  const target = moment(release.moved, 0) > until ? code.commit : assembled
  const message = release.message === undefined ? null : `${release.message.trim()}\n`
  const by = author(release, sample, release.at)
  if (release.tagOf !== undefined) history.tagAgain(name, tagName(story, release.tagOf))
  else await history.tag({ name, target, message, by, signedBy: release.signedBy })
  if (delivery?.note)
    await history.note(name, author(release, sample, shifted(release.at, 90)), delivery.note)
  return delivery?.artifacts ?? new Map()
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

/** Commits the changes of a release. @param before the code commit of the release before, or ''. */
async function commitCode(branch: Branch, release: Release, before: string): Promise<ReleaseCode> {
  const { story, sample, history, edits } = branch
  const commits: string[] = []
  for (const [index, change] of release.changes.entries()) {
    for (const path of change.files) edits.set(path, [...(edits.get(path) ?? []), change.subject])
    const files: Map<string, Buffer | null> = new Map(
      change.files.map((path) => [path, standIn(path, edits.get(path) ?? [])]),
    )
    // What the release before left in the tree would contradict what CI keeps of this one.
    if (KEPT_BY_CI.has(release.delivery)) files.set(`release/${story.service}/`, null)
    const at = shifted(release.at, (index - release.changes.length) * 47 - 1200)
    const by = { ...person(change.by, sample), at }
    commits.push(await history.commit(story.branch, by, `${change.subject}\n`, files))
  }
  return { commit: commits.at(-1) ?? before, before: commits.at(-2) ?? before }
}

/** Commits what a release left in its tree, in place of what the one before it left there. */
function commitDossier({ story, sample, history }: Branch, release: Release, tree: TreeChanges) {
  const files = new Map([[`release/${story.service}/`, null], ...tree])
  const by = author(release, sample, shifted(release.at, -20))
  const message = `Assemble the dossier of ${story.service} ${release.version}\n`
  return history.commit(story.branch, by, message, files)
}

/** The catalog looks at which files change, not at what they say; so they say only what changed them. */
function standIn(path: string, subjects: readonly string[]): Buffer {
  const lines = subjects.map((subject, index) => `${index + 1}. ${subject}`)
  return Buffer.from(`Stand-in for ${path} in a sample repository.\n\n${lines.join('\n')}\n`)
}

function author(release: Release, sample: Sample, at: string): Author {
  return { ...person(release.by, sample), at }
}
