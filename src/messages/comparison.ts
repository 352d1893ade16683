import {
  COMPARED_PARTS,
  type ComparedRelease,
  type ComparisonPart,
  type Move,
  type MoveKind,
  type ReleaseComparison,
  standingWord,
} from '#decide/compare/moves.ts'
import { releaseId } from '#model/release.ts'
import { type ReleaseVerdict, VERDICT_WORDS, verdictOf } from './verdict.ts'

/** What each part of a comparison is called. */
export const PART_TITLES: Record<ComparisonPart, string> = {
  breaking: 'Breaking changes',
  verdicts: 'Verdicts and policies',
  reasons: 'Reasons against GO today',
  gates: 'Gates today',
  evidence: 'Evidence',
  kpis: 'KPIs',
  thresholds: 'Thresholds of the policies',
  risks: 'Open risks',
  boundaries: 'Boundaries touched',
  approvals: 'Approvals',
  notes: 'Notes',
}

const TONES: Partial<Record<MoveKind, 'ok' | 'no' | 'wv'>> = {
  gained: 'ok',
  lost: 'no',
  better: 'ok',
  worse: 'wv',
  closed: 'ok',
  opened: 'wv',
  reused: 'wv',
  lowered: 'wv',
}

/** How a move looks: what is neither gain nor loss stays quiet. */
export function moveTone({ kind, part }: Move): 'ok' | 'no' | 'wv' | 'na' {
  if (part === 'breaking' && kind === 'new') return 'no'
  return TONES[kind] ?? 'na'
}

/** What a move is called. */
export function moveWord({ kind }: Move): string {
  return kind === 'reused' ? 'REUSED' : kind
}

/** What stands at an end of a move: verdicts by their words. */
export function endWord({ part, id }: Move, said: string | null): string {
  if (said === null) return 'none'
  const isVerdict = part === 'verdicts' && (id === '1-today' || id === '2-release')
  const word = said === 'not-assessed' ? 'no-dossier' : said
  return isVerdict && Object.hasOwn(VERDICT_WORDS, word) ? VERDICT_WORDS[word as ReleaseVerdict] : said
}

/** One sentence on what follows from a comparison. */
export function comparisonLead(a: ComparedRelease, b: ComparedRelease, { moves }: ReleaseComparison): string {
  if (moves.length === 0) return 'Nothing differs.'
  const word = (end: ComparedRelease) => {
    const said = standingWord(end)
    return VERDICT_WORDS[said === 'quarantined' ? said : verdictOf(end.record.state, said)]
  }
  const count = (holds: (move: Move) => boolean) => moves.filter(holds).length
  const broken = count(({ part, kind }) => part === 'breaking' && kind === 'new')
  const reused = count(({ kind }) => kind === 'reused')
  const lost = count(({ kind }) => kind === 'lost')
  const told = [
    `Today ${a.record.version} is ${word(a)} and ${b.record.version} is ${word(b)}.`,
    broken > 0
      ? `${broken === 1 ? 'One change breaks' : `${broken} changes break`} what people rely on.`
      : '',
    lost > 0 ? `${lost === 1 ? 'One gate is' : `${lost} gates are`} lost.` : '',
    reused > 0
      ? `${reused === 1 ? 'One file of evidence is' : `${reused} files of evidence are`} the same bytes for other code.`
      : '',
  ]
  return told.filter(Boolean).join(' ')
}

/** A comparison as plain text, differences first: what `catalog compare` prints, and what can be pasted. */
export function comparisonText(
  a: ComparedRelease,
  b: ComparedRelease,
  comparison: ReleaseComparison,
): string {
  const { moves, unchanged } = comparison
  const parts = COMPARED_PARTS.filter((part) => moves.some((move) => move.part === part))
  const lines = parts.flatMap((part) => [
    '',
    PART_TITLES[part],
    ...moves.filter((move) => move.part === part).map((move) => `  ${moveLine(move)}`),
  ])
  const same = COMPARED_PARTS.filter((part) => unchanged[part].length > 0).map(
    (part) => `${PART_TITLES[part]} ${unchanged[part].length}`,
  )
  return [
    `From ${releaseId(a.record)} to ${releaseId(b.record)}`,
    comparisonLead(a, b, comparison),
    ...lines,
    ...(same.length > 0 ? ['', `Unchanged: ${same.join(', ')}.`] : []),
    '',
  ].join('\n')
}

function moveLine(move: Move): string {
  const { name, from, to } = move
  if (move.part === 'notes') return `${moveWord(move)}: ${name}`
  const ends = from === null && to !== null ? to : to === null && from !== null ? from : null
  const said = ends === null ? `${endWord(move, from)} → ${endWord(move, to)}` : endWord(move, ends)
  return `${moveWord(move)}: ${name}${move.part === 'reasons' ? '' : `: ${said}`}`
}

/** A part of a comparison as a page says it. */
export interface SaidPart {
  id: ComparisonPart
  title: string
  moves: { tone: 'ok' | 'no' | 'wv' | 'na'; word: string; name: string; from: string; to: string }[]
  unchanged: readonly string[]
}

/** A comparison part by part, those with differences first; a part of which neither release says anything is left out. */
export function saidParts({ moves, unchanged }: ReleaseComparison): SaidPart[] {
  const parts = COMPARED_PARTS.map((id) => ({
    id,
    title: PART_TITLES[id],
    moves: moves
      .filter((move) => move.part === id)
      .map((move) => ({
        tone: moveTone(move),
        word: moveWord(move),
        name: move.name,
        from: endWord(move, move.from),
        to: endWord(move, move.to),
      })),
    unchanged: unchanged[id],
  }))
  const told = parts.filter((part) => part.moves.length + part.unchanged.length > 0)
  return [...told.filter((part) => part.moves.length > 0), ...told.filter((part) => part.moves.length === 0)]
}
