import { readVersion } from '#decide/lib/versions.ts'
import type { ChangelogSection, TreeFacts } from '#model/public-facts.ts'
import type { Objects } from '../git/objects.ts'
import type { TreeEntry, TreeWalker } from '../git/tree.ts'
import { changelogSection, wholeDocument } from './changelog.ts'
import { codeOwners, licenceOf, listedOwners } from './declared.ts'
import { type Outline, outlineOf } from './outline.ts'
import { dependenciesHeading, type OutlinedDocument, supportOf, verifyingHeading } from './support.ts'

/** The tree of a tag, the version in it, and the folder of its service; null for all of the tree. */
type LookedAt = { tree: string; tag: string; version: string; folder: string | null }

type Entries = ReadonlyMap<string, TreeEntry>
/** Folders of a tree with their entries, the service's own first. */
type Folders = readonly { folder: string; entries: Entries }[]

const LARGEST_DOCUMENT = 400_000
const LARGEST_CHANGELOG = 3_000_000

/** Places in which people keep what is about the whole repository. */
const PLACES = ['', '.github', 'docs', 'doc', '.gitlab']
/** Folders with one document a version. */
const NOTES = [
  'changelog',
  'changelogs',
  'CHANGELOG',
  'CHANGES',
  'release-notes',
  'releasenotes',
  'docs/release-notes',
  'docs/releases',
  'docs/changelog',
  'Documentation/RelNotes',
]

/** `-1.9.md` is about another version than `.md`: what stands between the name and the ending may only tell its sort. */
const CHANGELOG =
  /^(?:changelog|changes|history|news|release[-_ ]?notes|releases)(?:\.(?:md|markdown|rst|txt|adoc|mkd))?$/i
const LICENCE = /^(?:licen[cs]e|copying|unlicense)(?:[-._][\w.-]*)?$/i
const README = /^readme(?:\.\w{1,10})?$/i
const SECURITY = /^security(?:\.\w{1,10})?$/i
const DEFECTS =
  /^(?:contributing|support|bugs|reporting[-_]bugs)(?:\.\w{1,10})?$|^issue_templates?(?:\.md)?$/i
const SPEAKING =
  /^(?:security|support|readme|releas(?:es?|ing)|verif\w{1,12}|contributing|dependencies|governance|maintaining|install)(?:[-_.]\w{1,20})?$/i
const MANIFEST =
  /^(?:package\.json|go\.mod|cargo\.toml|pyproject\.toml|setup\.(?:py|cfg)|requirements(?:[-_.][\w.-]{0,40})?\.txt|pom\.xml|build\.gradle(?:\.kts)?|gemfile|composer\.json|mix\.exs|package\.swift|pubspec\.yaml|deno\.jsonc?|chart\.yaml|build\.sbt|flake\.nix|pipfile|conanfile\.(?:txt|py)|vcpkg\.json|[\w.-]{1,80}\.(?:gemspec|csproj|fsproj|cabal))$/i
const LOCK =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|go\.sum|cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|gemfile\.lock|composer\.lock|mix\.lock|gradle\.lockfile|packages\.lock\.json|package\.resolved|pubspec\.lock|flake\.lock|deno\.lock|chart\.lock)$/i

/**
 * Makes a reader of what documents in the trees of tags say. Documents are read once, whichever tags have them; nothing is
 * run, and nothing but the tree is asked.
 * @returns null where the tree is not in the clone.
 */
export function treeFactsReader(objects: Objects, { list }: Pick<TreeWalker, 'list'>) {
  const outlines = new Map<string, Promise<Outline | null>>()
  const textOf = async ({ id }: TreeEntry, largest = LARGEST_DOCUMENT) => {
    const object = await objects.read(id, largest)
    return object?.bytes && object.type === 'blob' ? object.bytes.toString('utf8') : null
  }
  const outline = (entry: TreeEntry, largest?: number) => {
    const known =
      outlines.get(entry.id) ??
      textOf(entry, largest).then((text) => (text === null ? null : outlineOf(text)))
    if (outlines.size >= MOST_REMEMBERED) outlines.clear()
    outlines.set(entry.id, known)
    return known
  }
  const readers = { textOf, outline, list }
  return async (at: LookedAt): Promise<TreeFacts | null> => {
    const folders = await foldersOf(list, at)
    return folders && factsOf(readers, folders, at)
  }
}

const MOST_REMEMBERED = 60

type Readers = {
  textOf: (entry: TreeEntry, largest?: number) => Promise<string | null>
  outline: (entry: TreeEntry, largest?: number) => Promise<Outline | null>
  list: TreeWalker['list']
}

async function foldersOf(list: TreeWalker['list'], { tree, folder }: LookedAt): Promise<Folders | null> {
  const root = await list(tree, '')
  if (root === null || root === 'lacking') return null
  const names = [
    ...(folder === null ? [] : [folder]),
    ...PLACES.filter((name) => name === '' || isFolder(root.get(name))),
  ]
  const found = await Promise.all(
    names.map(async (name) => ({ folder: name, entries: await list(tree, name) })),
  )
  return found.flatMap(({ folder: name, entries }) =>
    entries === null || entries === 'lacking' ? [] : [{ folder: name, entries }],
  )
}

async function factsOf(read: Readers, folders: Folders, at: LookedAt): Promise<TreeFacts> {
  const own = folders.filter(({ folder }) => folder === '' || folder === at.folder)
  const [changelog, licence, owners, speaking] = await Promise.all([
    changelogOf(read, folders, own, at),
    licenceFact(read, own),
    ownersOf(read, folders, at),
    documentsOf(read, folders),
  ])
  const named = (pattern: RegExp, places = folders) => pathsOf(places, pattern, isFile)
  return {
    ...changelog,
    licence,
    manifests: named(MANIFEST, own).slice(0, 20),
    locks: named(LOCK, own).slice(0, 20),
    guide: named(README, own)[0] ?? pathsOf(own, /^docs?$/i, isFolder)[0] ?? null,
    defects: pathsOf(folders, DEFECTS, () => true)[0] ?? null,
    security: named(SECURITY)[0] ?? null,
    support: supportOf(speaking, readVersion(at.version)?.numbers ?? []),
    verifying: verifyingHeading(speaking),
    dependencies: dependenciesHeading(speaking),
    owners,
  }
}

/** Paths of entries with such a name, in the order of the folders and of their names. */
function pathsOf(folders: Folders, pattern: RegExp, fits: (entry: TreeEntry) => boolean): string[] {
  return folders.flatMap(({ folder, entries }) =>
    [...entries].flatMap(([name, entry]) => (pattern.test(name) && fits(entry) ? [join(folder, name)] : [])),
  )
}

function entriesOf(folders: Folders, pattern: RegExp): { path: string; entry: TreeEntry }[] {
  return folders.flatMap(({ folder, entries }) =>
    [...entries].flatMap(([name, entry]) =>
      pattern.test(name) && isFile(entry) ? [{ path: join(folder, name), entry }] : [],
    ),
  )
}

function join(folder: string, name: string): string {
  return (folder === '' ? name : `${folder}/${name}`).slice(0, 4096)
}

function isFile(entry: TreeEntry | undefined): boolean {
  return entry?.mode.startsWith('100') ?? false
}

function isFolder(entry: TreeEntry | undefined): boolean {
  return entry?.mode === '40000'
}

async function changelogOf(
  read: Readers,
  folders: Folders,
  own: Folders,
  { tree, tag, version }: LookedAt,
): Promise<Pick<TreeFacts, 'changelog' | 'changelogPath'>> {
  const names = [...new Set([version, version.replaceAll('.', '_'), tag])]
  const documents = entriesOf([...own, ...folders.filter((each) => !own.includes(each))], CHANGELOG)
  for (const { path, entry } of documents) {
    const outline = await read.outline(entry, LARGEST_CHANGELOG)
    const found = outline && changelogSection(path, outline, names)
    if (found) return { changelog: found, changelogPath: path }
  }
  const alone = await documentOfVersion(read, folders, tree, names)
  return { changelog: alone, changelogPath: alone?.path ?? documents[0]?.path ?? null }
}

/** `docs/release-notes/1.2.3.md`: a document of its own. */
async function documentOfVersion(
  read: Readers,
  folders: Folders,
  tree: string,
  names: readonly string[],
): Promise<ChangelogSection | null> {
  const root = folders.find(({ folder }) => folder === '')?.entries
  for (const folder of NOTES.filter((each) => isFolder(root?.get(each.split('/')[0] ?? '')))) {
    const entries = await read.list(tree, folder)
    if (entries === null || entries === 'lacking') continue
    const name = names
      .flatMap((each) => [each, `v${each}`])
      .flatMap((each) => ['.md', '.rst', '.txt', '.adoc', ''].map((end) => `${each}${end}`))
      .find((each) => isFile(entries.get(each)))
    const entry = name === undefined ? undefined : entries.get(name)
    const text = entry && (await read.textOf(entry))
    if (name !== undefined && text) return wholeDocument(join(folder, name), name, text)
  }
  return null
}

async function licenceFact(read: Readers, own: Folders): Promise<TreeFacts['licence']> {
  const found = entriesOf(own, LICENCE)
  const known = await Promise.all(
    found
      .slice(0, 5)
      .map(async ({ path, entry }) => ({ path, spdx: licenceOf((await read.textOf(entry)) ?? '') })),
  )
  return known.find(({ spdx }) => spdx !== null) ?? known[0] ?? null
}

async function ownersOf(read: Readers, folders: Folders, { folder }: LookedAt): Promise<TreeFacts['owners']> {
  for (const { path, entry } of entriesOf(folders, /^(?:CODEOWNERS|OWNERS)$/)) {
    const text = (await read.textOf(entry)) ?? ''
    const names = path.endsWith('CODEOWNERS') ? codeOwners(text, folder) : listedOwners(text)
    if (names.length > 0) return { path, names }
  }
  return null
}

const MOST_SPEAKING = 12

/** Documents in whose headings something may be said, those about security first. */
async function documentsOf(read: Readers, folders: Folders): Promise<OutlinedDocument[]> {
  const found = entriesOf(folders, SPEAKING)
  const rank = (path: string) => (/security|support/i.test(path) ? 0 : 1)
  const sorted = found.toSorted((a, b) => rank(a.path) - rank(b.path)).slice(0, MOST_SPEAKING)
  const outlined = await Promise.all(
    sorted.map(async ({ path, entry }) => ({ path, outline: await read.outline(entry) })),
  )
  return outlined.flatMap(({ path, outline }) => (outline === null ? [] : [{ path, outline }]))
}
