import { z } from 'zod'

const Path = z.string().max(4096)
const Name = z.string().max(200)

/** Files changed that are named, commits that are listed, folders and people that are counted apart. */
export const MOST_PATHS = 300
export const MOST_FOLDERS = 12
export const MOST_AUTHORS = 12

/** A heading of a document, as it is written there. */
export const QuotedHeading = z.strictObject({ path: Path, heading: z.string().max(300) })
export type QuotedHeading = z.infer<typeof QuotedHeading>

/** What a changelog says of one version. */
export const ChangelogSection = z.strictObject({
  path: Path,
  heading: z.string().max(300),
  /** The lines below the heading, as they are written; the first of them where there are too many. */
  text: z.string().max(12_000),
  isWhole: z.boolean(),
})
export type ChangelogSection = z.infer<typeof ChangelogSection>

/** What documents in the tree of a tag say. Null and empty: there is no such document, or it does not say so. */
export const TreeFacts = z.strictObject({
  /** Its section about this version. */
  changelog: ChangelogSection.nullable(),
  /** Where the changelog is, whatever it says of this version. */
  changelogPath: Path.nullable(),
  /** `spdx` is null for a text that is not known. */
  licence: z.strictObject({ path: Path, spdx: z.string().max(60).nullable() }).nullable(),
  manifests: z.array(Path).max(20),
  locks: z.array(Path).max(20),
  guide: Path.nullable(),
  defects: Path.nullable(),
  /** How to report a vulnerability. */
  security: Path.nullable(),
  /** A document that says which versions are supported, and whether this one is among them; null: it cannot be told. */
  support: QuotedHeading.extend({ isNamed: z.boolean().nullable() }).nullable(),
  /** Headings about how to verify a release, and how dependencies are chosen. */
  verifying: QuotedHeading.nullable(),
  dependencies: QuotedHeading.nullable(),
  /** Owners that a file of owners names for all, or for the folder of this service. */
  owners: z.strictObject({ path: Path, names: z.array(Name).max(20) }).nullable(),
})
export type TreeFacts = z.infer<typeof TreeFacts>

/**
 * What anybody can see of a release in its repository, besides what a verdict is made from. Pages and the baseline show it;
 * no decision reads it.
 */
export const PublicFacts = z.strictObject({
  /** What an annotated tag says below its first line. */
  message: z.string().max(8000).nullable(),
  /** Versions of releases of the same service, tagged earlier at the same commit. */
  sameCommit: z.array(z.string().max(500)).max(20),
  /** The folder that commits and files are counted in, by the tag's name or as configured; null for all of the repository. */
  counted: z.strictObject({ by: z.enum(['folder', 'boundary']), folder: Path.nullable() }).nullable(),
  /** Changed files by folder, the most first, at most twelve; `.` for files outside of every folder. */
  folders: z.array(z.strictObject({ folder: Path, files: z.int().min(1) })).max(MOST_FOLDERS),
  /** Changed files in the order of their names, the first of them. */
  paths: z.array(Path).max(MOST_PATHS),
  /** Who wrote the commits since the release before, the most first; `total` people in all. */
  authors: z.strictObject({
    total: z.int().min(0),
    named: z.array(z.strictObject({ name: Name, commits: z.int().min(1) })).max(MOST_AUTHORS),
  }),
  /** The key that the tag's signature names, and that of the release before; null for none. Nothing of it is proven. */
  key: z.strictObject({ own: z.string().max(100).nullable(), before: z.string().max(100).nullable() }),
  /** Null when the tree is not in the clone. */
  tree: TreeFacts.nullable(),
})
export type PublicFacts = z.infer<typeof PublicFacts>

/**
 * What public facts show of one requirement: it is met; it is not, and something would show it; nobody can tell from here; or
 * who could tell was not asked. Never a verdict.
 */
export const BaselineOutcome = z.enum(['met', 'unmet', 'unshown', 'unasked'])
export type BaselineOutcome = z.infer<typeof BaselineOutcome>
