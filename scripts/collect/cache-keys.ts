import { hash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readPlain } from '#lib/files.ts'
import type { CatalogContext } from './configuration/catalog-context.ts'
import type { Configuration } from './configuration/configuration.ts'
import { trustText } from './configuration/trust.ts'
import type { Forge } from './forge/types.ts'
import type { Repository } from './git/repository.ts'
import type { Predecessors } from './tags/predecessors.ts'
import type { Tagged } from './tags/tagged.ts'

/*
 * Every digest by which a run tells whether what the last one wrote still holds. From the most to the least that one of
 * them throws away when it differs:
 *
 * recordsKey       all records are read again           configuration, services, clone, forge, trust, program
 * listingsKey      each release is looked at            notes of dossiers, what the forge listed
 * surroundingsKey  one record is read again             its place, the releases before it, what sources hold for its tag
 * judgingKey       all records are judged again         the catalog's own facts and policies, program
 * indexKey         the index is made again              judgingKey, catalog time
 * contextKey       all pages are made again             what every page shows of the catalog
 */

/** Covers all that goes into every record besides its tag. */
export function recordsKey(
  { artifacts, catalog, dossier, people, trust }: Configuration,
  { hexLength, shallow }: Repository,
  services: unknown,
  forge: Forge | null,
): string {
  const clone = [hexLength, [...shallow].sort()]
  const program = programDigest(RECORD_MAKERS)
  return digestOf([
    artifacts,
    dossier,
    people,
    catalog?.environments ?? [],
    forge?.scope ?? null,
    services,
    ...clone,
    trustText(trust),
    program,
  ])
}

/** Covers what changes without a tag: the commit of the notes, and what the forge listed. */
export function listingsKey(notes: string | null, forge: Forge | null): string {
  return digestOf([notes, forge?.state ?? null])
}

/** Covers what one record is made from besides the tag's own object. @param held digests of what sources hold for it. */
export function surroundingsKey(
  { service, version, semantic, prerelease }: Tagged,
  { previous, previousStable, isUnknown }: Predecessors<Tagged>,
  held: readonly string[],
): string {
  const before = [previous, previousStable].map((each) => (each ? [each.version, each.id] : null))
  return digestOf([service.id, version, semantic, prerelease, before, isUnknown, held]).slice(0, 32)
}

/** Covers all that entries of the index are made from besides records and time. */
export function judgingKey(context: CatalogContext): string {
  return digestOf([context, programDigest(JUDGES)])
}

/** Covers all that the index is made from besides the records. @param at catalog time, UTC. */
export function indexKey(context: CatalogContext, at: string): string {
  return digestOf([judgingKey(context), at])
}

/** Covers what every page shows of the catalog. */
export function contextKey(context: CatalogContext): string {
  const { title, description, repositoryUrl, problemsUrl = null, environments, policies } = context
  // A page links the runbook of each code it names; what the runbook says, it does not show.
  const runbooks = context.runbooks.map(({ slug, codes }) => [slug, codes])
  return digestOf([title, description, repositoryUrl, problemsUrl, environments, policies, runbooks])
}

/** The folders whose code decides the bytes of records. */
export const RECORD_MAKERS = [
  'scripts/collect',
  'scripts/formats',
  'scripts/ledger',
  'scripts/lib',
  'scripts/parse',
  'scripts/store',
  'scripts/verify',
  'src/decide',
  'src/messages',
  'src/model',
]

/** The folders whose code decides the bytes of the index and of the statements. */
export const JUDGES = [...RECORD_MAKERS, 'src/views']

const ROOT = join(import.meta.dirname, '../..')

/** Digest of the program's own sources: what an older program wrote is not taken over by a newer one. */
function programDigest(folders: readonly string[]): string {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const digests = files.sort().map((file) => `${file} ${hash('sha256', readPlain(join(ROOT, file)))}`)
  return hash('sha256', digests.join('\n'))
}

function digestOf(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts))
}
