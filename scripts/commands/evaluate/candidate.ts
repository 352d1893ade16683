import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { readCandidate, workTreeOf } from '#collect/candidate.ts'
import { ASKING } from '#collect/git/guards.ts'
import { answerOf, guardedGit, PATIENCE_MILLISECONDS } from '#collect/git/process.ts'
import { directorySource, releaseArchive } from '#collect/sources/artifacts.ts'
import { ABSENT, type Source } from '#collect/sources/source.ts'
import { CliError } from '#lib/cli-error.ts'
import { noPlainFile, readPlain } from '#lib/files.ts'
import { TOOL } from '#lib/places.ts'
import { printable } from '#lib/text.ts'
import { Dossier } from '#model/dossier.ts'
import { type Instant, ObjectId } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { type ConfigurationOptions, configurationFor } from './choose-policy.ts'
import { shapeOf } from './document.ts'
import { recordAlone } from './lone-dossier.ts'

export type BareOptions = { artifacts?: string; commit?: string; tagger?: string }

/**
 * A dossier that no tag carries yet → the record that collecting will make of it once its commit is tagged, so that CI can
 * ask before it tags. Where there is no repository, or it lacks the commit, only what the files say is known.
 * @param value the dossier as strictly read JSON.
 * @param at the moment of judging, which is when it would be tagged.
 * @throws CliError 2 for what is no dossier, no full commit id, or an archive that cannot be read.
 */
export async function recordOfDossier(
  file: string,
  value: unknown,
  options: BareOptions & ConfigurationOptions,
  at: Instant,
  environment: NodeJS.ProcessEnv = {},
): Promise<ReleaseRecord> {
  const dossier = shapeOf(file, value, Dossier)
  const commit = commitOf(options)
  const { artifacts } = options
  // A mistyped place must not read like evidence that was never made.
  if (artifacts !== undefined && !existsSync(artifacts))
    throw new CliError(
      `--artifacts ${printable(artifacts)}: there is no such folder or archive. Check the path.`,
    )
  const root = workTreeOf(dirname(realpathSync(file)), existsSync)
  const read =
    root === null ? null : await inRepository({ file, dossier, commit, root, options, at, environment })
  return read ?? recordAlone({ value, dossier, commit, artifacts: artifacts ?? dirname(file), at })
}

type Found = {
  file: string
  dossier: Dossier
  commit: string | null
  root: string
  options: BareOptions & ConfigurationOptions
  at: Instant
  environment: NodeJS.ProcessEnv
}

async function inRepository(found: Found): Promise<ReleaseRecord | null> {
  const { file, dossier, commit, root, options, at, environment } = found
  const path = relative(root, realpathSync(file)).split(sep).join('/')
  const configuration = configurationFor(options, { root, path })
  const own = configuration.services.find(({ id }) => id === dossier.service)?.dossier
  const looked = (own ?? configuration.dossier).replaceAll('{service}', dossier.service)
  const isInPlace = looked === path
  const { artifacts = isInPlace ? undefined : dirname(file) } = options
  const bytes = readPlain(file)
  const source = artifacts === undefined ? [] : [await evidenceAt(artifacts)]
  return readCandidate({
    configuration,
    root,
    path,
    bytes,
    dossier,
    commit,
    tagger: options.tagger ?? (await userOf(root)),
    at,
    environment,
    sources: isInPlace ? source : source.map((each) => ({ ...each, dossier: leftByCi(file, bytes) })),
    cache: options.cache ?? join(TOOL, '.cache'),
  })
}

/** What CI leaves beside the tree is found by the name of the tag. */
function leftByCi(file: string, bytes: Buffer): Source['dossier'] {
  return async () => ({ kind: 'file', bytes, path: basename(file) })
}

/** A folder or an archive in which the paths of a release's evidence start. */
async function evidenceAt(artifacts: string): Promise<Source> {
  const place = resolve(artifacts)
  const found = statSync(place)
  if (found.isFile()) return { ...(await releaseArchive(place)), dossier: async () => ABSENT }
  if (!found.isDirectory()) throw noPlainFile(place)
  const { evidence } = directorySource(dirname(place))
  return {
    name: 'directory',
    dossier: async () => ABSENT,
    evidence: (home, reference, most) => evidence({ ...home, tag: basename(place) }, reference, most),
  }
}

/** Who would tag here, by git's own word: an approval by the same person is nobody else's. */
export async function userOf(root: string): Promise<string | null> {
  try {
    const asked = guardedGit(ASKING, ['-C', root, 'config', '--get', 'user.name'], 'config')
    return (await answerOf(asked, PATIENCE_MILLISECONDS)).toString('utf8').trim() || null
  } catch {
    return null
  }
}

function commitOf({ commit }: BareOptions): string | null {
  if (commit === undefined) return null
  if (ObjectId.safeParse(commit).success) return commit
  throw new CliError(`--commit ${printable(commit)}: give the full id, as git rev-parse HEAD prints it.`)
}
