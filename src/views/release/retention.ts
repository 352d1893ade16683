import { type Retention, retentionOf } from '#decide/history/retention.ts'
import { DAY_MS, instant, millis } from '#decide/lib/time.ts'
import { count, day } from '#messages/format.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { PolicyArtifact } from '#model/policy.ts'
import { outcomeLook } from '../outcome.ts'
import { type TurningText, turningAt } from '../turning.ts'
import type { Assessed } from './input.ts'

/** So long before the end of a link somebody should keep a copy. */
const WARNED_MS = 14 * DAY_MS

/** Every artifact that the policy names or the release offers as one: who makes it, what for, how it stands, what shows it [002]. */
export function artifactTable(input: Assessed) {
  const known = new Map(input.policies.today.artifacts.map((artifact) => [artifact.name, artifact]))
  const items = new Map(input.record.evidence.map((item) => [item.name, item]))
  return input.posture.today.artifacts
    .filter(({ required, items: offered }) => required || offered.length > 0)
    .map(({ name, title, required, outcome }) => {
      const item = items.get(name)
      return {
        name,
        title,
        ...wordsOf(known.get(name), item),
        required: required ? 'required' : 'offered',
        look: outcomeLook(outcome),
        proof: item ? { text: proofText(item), href: `#e-${name}` } : null,
      }
    })
}

function wordsOf(known: PolicyArtifact | undefined, item: EvidenceItem | undefined) {
  return {
    producer: known?.producer ?? item?.producer ?? 'not said',
    purpose: known?.purpose ?? item?.purpose ?? 'not said',
  }
}

function proofText({ format, sha256, collectedFrom }: EvidenceItem): string {
  const file = collectedFrom.path ?? format
  return sha256 === null ? file : `${file}, ${sha256.slice(0, 12)}`
}

/** How long the evidence will be found: alike ones together, those that end first at the top. */
export function retentionRows({ record }: Pick<Assessed, 'record'>) {
  const all = record.evidence
    .filter(({ status }) => status !== 'missing')
    .map((item) => ({ item, kept: retentionOf(item, record) }))
  const alike = Map.groupBy(all, ({ kept }) => JSON.stringify(kept))
  return [...alike.values()]
    .flatMap((each) => {
      const [first] = each
      if (first === undefined) return []
      return [{ kept: first.kept, names: each.map(({ item }) => item.name), knows: knownDigests(each) }]
    })
    .toSorted((a, b) => endOf(a.kept) - endOf(b.kept))
    .map(({ kept, names, knows }) => ({
      place: PLACES[kept.place],
      count: count(names.length, 'artifact'),
      names: names.slice(0, NAMED),
      more: Math.max(0, names.length - NAMED),
      tone: kept.isGone ? 'bad' : kept.until === null && UNSAID.has(kept.place) ? 'warn' : null,
      state: stateText(kept, knows),
    }))
}

const NAMED = 12

const PLACES = {
  catalog: 'in this catalog',
  tag: 'with the tag',
  release: 'at the release on the forge',
  run: 'with a workflow run',
  link: 'where the dossier says',
  nowhere: 'nobody says where',
} as const satisfies Record<Retention['place'], string>

/** Where an end is to be expected, and nobody named it. */
const UNSAID: ReadonlySet<Retention['place']> = new Set(['run', 'link', 'nowhere'])

function knownDigests(each: readonly { item: EvidenceItem }[]): boolean {
  return each.every(({ item }) => item.sha256 !== null)
}

function endOf({ until }: Retention): number {
  return until === null ? Number.MAX_SAFE_INTEGER : millis(until)
}

/** The dates alone are true at any time; the browser of the reader says what they mean today. */
function stateText({ place, until, isGone }: Retention, knowsDigests: boolean): TurningText {
  const gone = `it existed, ${knowsDigests ? 'its digest is known' : 'its digest is not known'}, its bytes are gone`
  if (isGone) return { text: `${gone}${until === null ? '' : ` since ${day(until)}`}`, turns: [] }
  if (until === null)
    return { text: UNSAID.has(place) ? 'how long is not known' : 'without an end', turns: [] }
  const soon = instant(millis(until) - WARNED_MS)
  return turningAt([soon, until], `until ${day(until)}`, (at) =>
    at === soon ? `ends on ${day(until)}: keep a copy now` : `${gone} since ${day(until)}`,
  )
}
