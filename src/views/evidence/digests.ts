import type { EvidenceItem } from '#model/evidence.ts'

/** Two digests of one file, each cut where they begin and cease to differ. */
export interface ChangedDigest {
  /** Who says the first: `the dossier`, or the list or record that holds it. */
  by: string
  said: DigestParts
  found: DigestParts
}

type DigestParts = readonly [alike: string, differs: string, rest: string]

/** What a changed file's digest should be and what it is; null where no two digests were compared. */
export function changedDigest({
  status,
  reasons,
}: Pick<EvidenceItem, 'status' | 'reasons'>): ChangedDigest | null {
  if (status !== 'tampered') return null
  for (const { args } of reasons) {
    const said = args['declared'] ?? args['listed']
    const { found, by } = args
    if (typeof said !== 'string' || typeof found !== 'string' || said === found) continue
    const from = alikeAtStart(said, found)
    const cut = (digest: string) => partsOf(digest, from)
    return { by: typeof by === 'string' ? by : 'the dossier', said: cut(said), found: cut(found) }
  }
  return null
}

function alikeAtStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

const SHOWN = 8

/** The eight digits from the first difference on are the ones to look at. */
function partsOf(digest: string, from: number): DigestParts {
  return [digest.slice(0, from), digest.slice(from, from + SHOWN), digest.slice(from + SHOWN)]
}
