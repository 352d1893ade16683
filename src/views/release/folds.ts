import { count, sentenceList } from '#messages/format.ts'
import type { Tone } from '../outcome.ts'

/** What a section of a release page is called, what its title line says, and what its entry in the contents does. */
export interface FoldTitle {
  id: string
  title: string
  /** A number or a word, for the contents. */
  hint: string | null
  tone: Tone
  said: string
  /** What in it should not be missed. */
  loud: string | null
}

/** What the titles are told from: views of the sections. */
interface Sections {
  gates: {
    satisfied: number
    required: number
    groups: readonly { title: string; look: { mark: string } }[]
    isAged: boolean
  }
  evidence: { total: number; passed: number; words: readonly string[] }
  kpis: { rows: readonly { tone: Tone }[]; hint: string }
  risks: {
    blocking: readonly unknown[]
    needsWork: readonly { severity: string }[]
    hotSpots: readonly { status: { tone: Tone } }[]
  }
  promotion: {
    furthest: string | null
    path: readonly { id: string; title: string; mark: string; word: string }[]
    smoke: readonly { environment: string; tone: Tone; word: string }[]
  }
  signoff: {
    count: string
    rows: readonly {
      title: string
      look: { word: string; mark: string }
      given: { approver: string } | null
    }[]
  }
}

/** The titles of the sections that only a release with a dossier has, in the order of the page. */
export function foldTitles(sections: Sections): FoldTitle[] {
  return [
    gates(sections.gates),
    evidence(sections.evidence),
    kpis(sections.kpis),
    risks(sections.risks),
    promotion(sections.promotion),
    signoff(sections.signoff),
  ]
}

function gates({ satisfied, required, groups, isAged }: Sections['gates']): FoldTitle {
  const failing = groups.filter(({ look }) => look.mark === 'no').map(({ title }) => title)
  const verb = isAged ? 'ran out' : 'failed'
  return {
    id: 'gates',
    title: 'Go / no-go',
    hint: `${satisfied} of ${required}`,
    tone: failing.length === 0 ? 'none' : isAged ? 'warn' : 'bad',
    said: `${satisfied} of ${required} required gates passed.`,
    loud: failing.length > 0 ? `${sentenceList(failing)} ${verb}.` : null,
  }
}

function evidence({ total, passed, words }: Sections['evidence']): FoldTitle {
  const others = [
    ...Map.groupBy(
      words.filter((word) => word !== 'passed'),
      (word) => word,
    ),
  ]
  const rest = others.map(([word, alike]) => `${alike.length} ${word}`)
  const isTampered = words.includes('tampered')
  return {
    id: 'evidence',
    title: 'Evidence',
    hint: String(total),
    tone: isTampered ? 'bad' : 'none',
    said:
      total === 0
        ? 'The dossier names no artifact.'
        : `${count(total, 'item')}, ${passed} passed${rest.length > 0 ? `, ${rest.join(', ')}` : ''}.`,
    loud: isTampered ? 'Bytes were changed.' : null,
  }
}

function kpis({ rows, hint }: Sections['kpis']): FoldTitle {
  const worse = rows.filter(({ tone }) => tone === 'warn').length
  const over = rows.filter(({ tone }) => tone === 'bad').length
  return {
    id: 'kpis',
    title: 'KPI drift',
    hint,
    tone: over > 0 ? 'bad' : worse > 0 ? 'warn' : 'none',
    said: rows.length === 0 ? 'The dossier names no number.' : `${count(rows.length, 'number')} watched.`,
    loud: over > 0 ? `${over} beyond the budget.` : worse > 0 ? `${worse} worse than tolerated.` : null,
  }
}

function risks({ blocking, needsWork, hotSpots }: Sections['risks']): FoldTitle {
  const spots = hotSpots.filter(({ status }) => status.tone !== 'ok').length
  const open = blocking.length + needsWork.length
  const worst = needsWork.map(({ severity }) => severity).sort()[0]
  const known =
    open === 0 ? 'No open risk' : `${count(open, 'open risk')}${worst ? `, the worst is ${worst}` : ''}`
  return {
    id: 'risks',
    title: 'Risks and hot spots',
    hint:
      blocking.length > 0
        ? `${blocking.length} blocking`
        : open + spots === 0
          ? 'none'
          : count(open + spots, 'open', 'open'),
    tone: blocking.length > 0 ? 'bad' : 'none',
    said: `${known}, ${spots === 0 ? 'no open hot spot' : count(spots, 'open hot spot')}.`,
    loud: blocking.length > 0 ? `${count(blocking.length, 'risk blocks', 'risks block')}.` : null,
  }
}

function promotion({ furthest, path, smoke }: Sections['promotion']): FoldTitle {
  const stopped = path.filter(({ mark }) => mark === 'no')
  const red = smoke.filter(({ tone }) => tone === 'bad')
  const checks =
    smoke.length === 0 ? 'no smoke run is recorded' : red.length === 0 ? 'smoke runs green' : null
  return {
    id: 'promotion',
    title: 'Promotion and smoke',
    hint: furthest,
    tone: stopped.length + red.length > 0 ? 'bad' : 'none',
    said: `${furthest ? `Reached ${furthest}` : 'It reached no environment'}${checks ? `; ${checks}` : ''}.`,
    loud:
      [
        ...stopped.map(({ title, word }) => `${title}: ${word}`),
        ...red
          .filter(({ environment }) => stopped.every(({ id }) => id !== environment))
          .map(({ environment, word }) => `smoke in ${environment}: ${word}`),
      ].join('; ') || null,
  }
}

function signoff({ count: counted, rows }: Sections['signoff']): FoldTitle {
  const done = counted.replace('/', ' of ')
  const open = rows.filter(({ look }) => look.mark === 'no')
  const given = rows
    .filter(({ look }) => look.mark === 'ok')
    .flatMap((row) => (row.given ? [row.given.approver] : []))
  return {
    id: 'signoff',
    title: 'Sign-off',
    hint: done,
    tone: open.length > 0 ? 'bad' : 'none',
    said: given.length > 0 ? `${done} approved: ${sentenceList(given)}.` : `${done} approved.`,
    loud: open.length > 0 ? `${open.map(({ title, look }) => `${title}: ${look.word}`).join('; ')}.` : null,
  }
}
