import { loweredThresholds, rebasedThresholds } from '../history/policies.ts'
import { compareText } from '../lib/findings.ts'
import {
  COMPARED_PARTS,
  type ComparedRelease,
  type ComparisonPart,
  type JudgeMove,
  type Move,
  type MoveKind,
  type ReleaseComparison,
  type Thing,
} from './moves.ts'
import {
  approvals,
  boundaries,
  breaking,
  evidence,
  type FileThing,
  type GateThing,
  gates,
  type KpiThing,
  kpis,
  notes,
  reasons,
  risks,
  verdicts,
} from './things.ts'

/** What moved in one part, and the names of what did not. */
interface PartMoves {
  moves: Move[]
  same: string[]
}

/**
 * Everything that differs between two releases, of one service or of two, from what is published of both. Compared with
 * itself a release has no differences; from the other end each difference is its mirror.
 */
export function compareReleases(a: ComparedRelease, b: ComparedRelease): ReleaseComparison {
  const parts: Record<ComparisonPart, PartMoves> = {
    breaking: between('breaking', breaking(a), breaking(b), asSaid),
    verdicts: between('verdicts', verdicts(a), verdicts(b), asSaid),
    reasons: between('reasons', reasons(a), reasons(b), asSaid),
    gates: between('gates', gates(a), gates(b), gateMove),
    evidence: between('evidence', evidence(a), evidence(b), fileMove),
    kpis: between('kpis', kpis(a), kpis(b), kpiMove),
    thresholds: thresholds(a, b),
    risks: between('risks', risks(a), risks(b), asSaid, { new: 'opened', gone: 'closed' }),
    boundaries: between('boundaries', boundaries(a), boundaries(b), asSaid),
    approvals: between('approvals', approvals(a), approvals(b), asSaid),
    notes: between('notes', notes(a), notes(b), asSaid),
  }
  const unchanged = COMPARED_PARTS.map((part) => [part, parts[part].same])
  return {
    moves: COMPARED_PARTS.flatMap((part) => parts[part].moves),
    unchanged: Object.fromEntries(unchanged),
  }
}

/** Joins things of both ends by their ids, in the order of their names. */
function between<T extends Thing>(
  part: ComparisonPart,
  from: readonly T[],
  to: readonly T[],
  judge: JudgeMove<T>,
  words: { new: MoveKind; gone: MoveKind } = { new: 'new', gone: 'gone' },
): PartMoves {
  const [before, after] = [byId(from), byId(to)]
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareText)
  const moves: Move[] = []
  const same: string[] = []
  for (const id of ids) {
    const [one, other] = [before.get(id), after.get(id)]
    const kind = one && other ? judge(one, other) : one ? words.gone : words.new
    const name = nameOf(one?.name, other?.name)
    if (kind === null) same.push(name)
    else moves.push({ part, kind, id, name, from: one?.said ?? null, to: other?.said ?? null })
  }
  return { moves, same }
}

/** One name whichever end comes first. */
function nameOf(one: string | undefined, other: string | undefined): string {
  const [name = ''] = [one, other].filter((each) => each !== undefined).sort(compareText)
  return name
}

function byId<T extends Thing>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((each) => [each.id, each]))
}

function asSaid(from: Thing, to: Thing): MoveKind | null {
  return from.said === to.said ? null : 'changed'
}

function gateMove(from: GateThing, to: GateThing): MoveKind | null {
  if (from.isMet !== to.isMet) return to.isMet ? 'gained' : 'lost'
  return from.said === to.said ? null : 'changed'
}

/** Bytes that were made once and stand for two states of the code are the first thing to look at. */
function fileMove(from: FileThing, to: FileThing): MoveKind | null {
  if (from.sha256 !== null && from.sha256 === to.sha256)
    return from.code !== null && from.code === to.code ? asSaid(from, to) : 'reused'
  return from.status === to.status ? null : 'changed'
}

/** Numbers in other units, in other directions or of another place say nothing of each other. */
function kpiMove(from: KpiThing, to: KpiThing): MoveKind | null {
  if (from.value === null || to.value === null) return from.value === to.value ? null : 'not comparable'
  if (from.terms !== to.terms) return 'not comparable'
  if (from.value === to.value) return null
  return to.value > from.value === to.isHigherBetter ? 'better' : 'worse'
}

function thresholds(a: ComparedRelease, b: ComparedRelease): PartMoves {
  const [from, to] = [a.policies.atRelease, b.policies.atRelease]
  const moved = (kind: 'lowered' | 'raised') => {
    const [before, after] = kind === 'lowered' ? [from, to] : [to, from]
    return [...loweredThresholds(before, after), ...rebasedThresholds(before, after)].map(
      ({ args }): Move => {
        const ends = [args['from'], args['to']].map((value) => (value === null ? null : String(value)))
        const [old = null, now = null] = kind === 'lowered' ? ends : ends.toReversed()
        const name = `${args['of']}: ${args['metric']}, ${args['limit'] === 'min' ? 'at least' : 'at most'}`
        const id = [args['of'], args['metric'], args['limit']].join(' ')
        return { part: 'thresholds', kind, id, name, from: old, to: now }
      },
    )
  }
  const moves = [...moved('lowered'), ...moved('raised')].sort((x, y) => compareText(x.id, y.id))
  return { moves, same: [] }
}
