/** How the values of a filter are written and compared. */
export type FieldKind = 'word' | 'name' | 'part' | 'number' | 'date' | 'version' | 'commit'

interface Field {
  kind: FieldKind
  /** What it asks, for people. */
  about: string
  /** Other names for it. */
  also?: readonly string[]
  /** All values there are; left out where releases bring their own. */
  words?: readonly string[]
  /** Of a date: whether `30d` looks back or ahead. */
  looks?: 'back' | 'ahead'
  example: string
}

const VERDICTS = ['go', 'no-go', 'aged-out', 'no-dossier', 'quarantined'] as const

/** The groups of gates in the order of a strip, and the rule about severities. */
export const STRIP_GROUPS = [
  'architecture-contracts',
  'security',
  'data-billing',
  'reliability-operations',
  'delivery',
  'severity',
] as const

/** Every filter of the query language, in the order in which they are explained. */
export const FIELDS = {
  verdict: {
    kind: 'word',
    about: 'verdict today',
    also: ['today'],
    words: VERDICTS,
    example: 'verdict:no-go',
  },
  was: {
    kind: 'word',
    about: 'verdict at release',
    words: VERDICTS.filter((each) => each !== 'aged-out'),
    example: 'was:go',
  },
  service: { kind: 'name', about: 'service', example: 'service:ledger,markets' },
  type: {
    kind: 'word',
    about: 'type of the release',
    words: ['docs-patch', 'runtime-patch', 'minor', 'major', 'unknown'],
    example: 'type:minor',
  },
  failing: {
    kind: 'word',
    about: 'group of gates that fails today',
    words: STRIP_GROUPS,
    example: 'failing:security',
  },
  gate: { kind: 'name', about: 'gate that keeps it from GO today', example: 'gate:secret-scan' },
  env: {
    kind: 'name',
    about: 'environment it runs in today, or nowhere',
    also: ['environment', 'runs'],
    example: 'env:production',
  },
  reached: { kind: 'name', about: 'furthest environment it ever reached', example: 'reached:staging' },
  risk: {
    kind: 'word',
    about: 'severity of a risk it leaves open, or none',
    words: ['sev-1', 'sev-2', 'sev-3', 'sev-4', 'none', 'unknown'],
    example: 'risk:sev-2',
  },
  owner: { kind: 'part', about: 'part of the name of an owner', example: 'owner:aydin' },
  evidence: {
    kind: 'word',
    about: 'state that any of its evidence is in',
    words: ['passed', 'failed', 'unknown', 'missing', 'unreadable', 'tampered', 'unverified', 'stale'],
    example: 'evidence:tampered',
  },
  released: {
    kind: 'date',
    about: 'day of the tag',
    looks: 'back',
    example: 'released:>=2026-06',
  },
  year: { kind: 'number', about: 'year of the tag', example: 'year:2026' },
  expires: { kind: 'date', about: "end of today's GO", looks: 'ahead', example: 'expires:<30d' },
  version: { kind: 'version', about: 'version', example: 'version:>=1.4' },
  commit: { kind: 'commit', about: 'first digits of the commit', example: 'commit:3a92caa' },
  is: {
    kind: 'word',
    about: 'what it is besides an ordinary release; the word alone is enough',
    words: [
      'tampered',
      'moved',
      'rejudged',
      'pre-release',
      'no-version',
      'waived',
      'reused',
      'against-rules',
      'latest',
    ],
    example: '-waived',
  },
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof FIELDS

const NAMES: ReadonlyMap<string, FieldName> = new Map(
  (Object.entries(FIELDS) as [FieldName, Field][]).flatMap(([name, { also = [] }]) =>
    [name, ...also].map((each) => [each, name] as const),
  ),
)

/** The filter of a name, whatever its case; null for a name that none has. */
export function fieldNamed(text: string): FieldName | null {
  return NAMES.get(text.toLowerCase()) ?? null
}

/** A filter by its own name. */
export function fieldOf(name: FieldName): Field {
  return FIELDS[name]
}

/** Names of all filters, other names last. */
export function fieldNames(): FieldName[] {
  return Object.keys(FIELDS) as FieldName[]
}

/** True for a word that is a filter by itself: `waived` for `is:waived`. */
export function isMarkWord(text: string): boolean {
  return FIELDS.is.words.some((word) => word === text.toLowerCase())
}

/** The words that are meant by one that nobody knows: those that begin alike, or differ by a letter or two. */
export function wordsNear(text: string, words: readonly string[]): string[] {
  const wanted = text.toLowerCase().slice(0, 40)
  const near = words
    .map((word) => ({ word, far: word.startsWith(wanted) && wanted !== '' ? 0 : distance(wanted, word) }))
    .filter(({ far }) => far <= 2)
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ word }) => word)
}

/** How many letters have to be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
