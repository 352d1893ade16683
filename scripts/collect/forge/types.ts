import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { ReadDossier } from '../dossier/read.ts'
import type { Source } from '../sources/source.ts'

/** What a forge says of a release. Every forge tells it in the shape, and under the name, that records have for it. */
export type ForgeFacts = NonNullable<ReleaseRecord['github']>

/** The attestations that a forge keeps. */
export type KeptBundles = {
  /** The forge's name, for people. */
  keeper: string
  /** The RFC 8785 bytes of each Sigstore bundle about bytes with this SHA-256; none when the forge does not answer. */
  about: (sha256: string) => Promise<readonly Buffer[]>
}

/**
 * What was new of a release's facts when they were read, by name, such as the pull request and when it was updated. It is
 * remembered, so that facts that arrive late are noticed.
 */
export type Marks = Readonly<Record<string, string>>

/** A forge (GitHub, or another place that keeps releases, runs and reviews), as a run of the collector sees it. */
export type Forge = {
  /** Which forge is asked about what: when it differs from the last run's, everything is read again. */
  scope: string
  /** Digest of all that the forge listed: when it differs from the last run's, each release is looked at. */
  state: string
  /** Where the forge keeps dossiers and evidence, in the order in which they are looked into. */
  sources: readonly Source[]
  /**
   * What the forge says of a release that was just read; questions without an answer are among its `unknown`.
   * @param pullRequest the one that brought in the tagged commit; null for none that its message names.
   */
  facts: (git: GitFacts, read: ReadDossier, pullRequest: number | null) => Promise<ForgeFacts>
  /** Null when attestations are not to be read. */
  bundles: KeptBundles | null
  marksOf: (facts: ForgeFacts, record: Pick<ReleaseRecord, 'git' | 'evidence'>) => Marks
  /** True when something came in for a release since its marks were taken. */
  hasNews: (marks: Marks) => boolean
  /** The code of a question that got no answer and may get one next time. */
  unanswered: string
  /** Everything was asked: the next run asks anew. */
  finish: () => void
}

/** Opens a forge. @param cache folder for what it answers. @param at catalog time, UTC. @throws CliError 2 or 75. */
export type OpenForge = (cache: string, at: string) => Promise<Forge>

/** A kind of forge: an entry of the table in `forges.ts`. */
export type ForgeKind = {
  /** For people. */
  name: string
  /** Name of its folder in the cache. */
  folder: string
  /** Null when the configuration does not ask this forge. @throws CliError 2 for a configuration that cannot be used. */
  configure: (configuration: Configuration, environment: NodeJS.ProcessEnv) => OpenForge | null
}
