import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { Purl } from '#model/primitives.ts'

/** What an inventory of software says, whatever its format. */
export type Inventory = {
  /** Components with a name besides the described software itself, nested ones included, and those without a version. */
  components: number
  unversioned: number
  /** The described software; null when the file names none. */
  subject: { purls: string[]; digests: string[] } | null
  /** Why the file cannot be rested on. */
  unsound: readonly Finding[]
}

/**
 * Judges an inventory. It passes when it is sound, lists at least one component and names
 * what it describes in a way that can be compared: by package URL or SHA-256 digest. Whether that is this release,
 * and whether it is younger than its code, is for the collector to say: the file cannot know.
 */
export function judgeInventory(
  inventory: Inventory,
): Pick<Reading, 'status' | 'reasons' | 'metrics' | 'subject'> {
  const { components, unversioned, subject } = inventory
  const { purls = [], digests = [] } = subject ?? {}
  const obstacles = obstaclesOf(inventory)
  const total = purls.length + digests.length
  const [keptPurls, keptDigests] = [purls.slice(0, MOST_PURLS), digests.slice(0, MOST_DIGESTS)]
  const kept = keptPurls.length + keptDigests.length
  return {
    status: obstacles.length > 0 ? 'unknown' : 'passed',
    reasons: [...obstacles, ...(kept < total ? [finding('sbom.subjects_left_out', { kept, total })] : [])],
    metrics: { 'components.total': components, 'components.unversioned': unversioned },
    subject: { commit: null, digests: keptDigests, purls: keptPurls },
  }
}

/** Names that are kept of what an inventory describes. One that is left out fits no release. */
const [MOST_PURLS, MOST_DIGESTS] = [50, 200]

function obstaclesOf({ components, subject, unsound }: Inventory): Finding[] {
  const isNamed = subject !== null && subject.purls.length + subject.digests.length > 0
  return [
    ...(components === 0 ? [finding('sbom.no_components')] : []),
    ...(subject === null ? [finding('sbom.no_subject')] : []),
    ...(subject !== null && !isNamed ? [finding('sbom.subject_unnamed')] : []),
    ...unsound,
  ]
}

/** The package URLs among foreign texts, each once. */
export function purlsOf(texts: readonly unknown[]): string[] {
  const purls = texts.flatMap((text) => Purl.safeParse(text).data ?? [])
  return [...new Set(purls)]
}

/** The SHA-256 digests among pairs of algorithm and digest, in lower-case hex, each once. */
export function sha256Of(hashes: readonly (readonly [unknown, unknown])[]): string[] {
  const digests = hashes.flatMap(([algorithm, hex]) => {
    const isSha256 = typeof algorithm === 'string' && /^sha-?256$/i.test(algorithm)
    return isSha256 && typeof hex === 'string' && /^[0-9a-fA-F]{64}$/.test(hex) ? [hex.toLowerCase()] : []
  })
  return [...new Set(digests)]
}
