import { hash } from 'node:crypto'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { SourceName } from '#model/source.ts'
import { LIMITS } from '#parse/limits.ts'
import { type Held, type Home, objections, type Source } from '../sources/source.ts'

/** The bytes of a dossier and where they were; none of both when there is none. */
export type FoundDossier = {
  bytes: Buffer | null
  source: ReleaseRecord['dossierSource']
  /** Why what was found cannot be used. */
  findings: Finding[]
}

/**
 * Looks for a dossier in every source. The first that has it is named; two that differ are a finding, not a choice.
 * @param sources in the order in which they are looked into.
 */
export async function findDossier(sources: readonly Source[], home: Home): Promise<FoundDossier> {
  const asked = await Promise.all(
    sources.map(async (source) => found(source.name, await source.dossier(home))),
  )
  const findings = asked.flatMap((each) => each.findings)
  const places = asked.flatMap(({ source }) => source ?? [])
  const [first] = places
  const other = places.find(({ sha256 }) => sha256 !== first?.sha256)
  if (first && other) {
    findings.push(finding('dossier.disagree', { [first.source]: first.path, [other.source]: other.path }))
  }
  return { ...(asked.find(({ bytes }) => bytes !== null) ?? NOTHING), findings }
}

const NOTHING: FoundDossier = { bytes: null, source: null, findings: [] }

function found(source: SourceName, held: Held): FoundDossier {
  if (held.kind === 'file') {
    const { bytes, path } = held
    return {
      bytes,
      source: { source, path, sha256: hash('sha256', bytes), bytes: bytes.length },
      findings: [],
    }
  }
  return { ...NOTHING, findings: objections(held, 'dossier', LIMITS.dossier.bytes) }
}
