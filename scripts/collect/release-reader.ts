import type { Trust } from '#verify/content.ts'
import { readDossier } from './dossier/read.ts'
import { evidenceItems } from './evidence/items.ts'
import type { GithubReader } from './forge/github/reader.ts'
import type { Objects } from './git/objects.ts'
import { type MadeRecord, makeRecord } from './record.ts'
import type { Home, Source } from './sources/source.ts'
import type { Predecessors } from './tags/chains.ts'
import { committed, type FactSources, gitFacts, type ReadTag, treeOf } from './tags/git-facts.ts'

/** Everything one run reads with. `dossierPath` says where the dossier of a tag's service lies. */
export type Reader = {
  facts: FactSources
  objects: Objects
  sources: readonly Source[]
  /** Null when GitHub is not asked. */
  github: GithubReader | null
  trust: Trust
  dossierPath: (tag: ReadTag) => string
}

/** What the sources look for, of a tag. */
export function homeOf({ facts, dossierPath }: Reader, tag: ReadTag): Home {
  return {
    tag: tag.tag,
    service: tag.service.id,
    tree: treeOf(facts.graph, tag),
    dossierPath: dossierPath(tag),
  }
}

/** Reads one release whole: git facts, dossier, evidence, notes. */
export async function readRelease(
  reader: Reader,
  tag: ReadTag,
  before: Predecessors<ReadTag>,
): Promise<MadeRecord> {
  const { facts, objects, sources, trust, github } = reader
  const home = homeOf(reader, tag)
  const published = new Map<string, Buffer>()
  const keep = (sha256: string, bytes: Buffer) => void published.set(sha256, bytes)
  const [git, dossier] = await Promise.all([
    gitFacts(facts, tag, before),
    readDossier(sources, tag, home, (found) => {
      const owner = {
        ...home,
        ...committed(facts.graph, tag),
        packages: found.packages,
        version: tag.version,
      }
      const from = { sources, code: { ...facts, objects }, trust, bundles: github?.bundles ?? null, keep }
      return evidenceItems(from, owner, found.evidence)
    }),
  ])
  return makeRecord(tag, git, dossier, github && (await github.facts(git, dossier)), published)
}
