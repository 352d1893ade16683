import { day } from '#messages/format.ts'
import type { HotSpot, OpenRisk, Risk } from '#model/dossier-risk.ts'
import type { Tone } from '../outcome.ts'
import { type Assessed, evidencePlace } from './input.ts'

/** Known risks: those that block first, accepted fallbacks apart, and what is validated or still needs work [000]. */
export function riskSection(input: Assessed) {
  const { record, posture } = input
  const blocking = new Set(posture.today.severity.blocking)
  const fallback = new Set(posture.today.severity.fallbacks)
  const all = record.dossier.risks.toSorted(bySeverity)
  const rest = all.filter((risk) => !blocking.has(risk.id) && !fallback.has(risk.id))
  const listed = new Set(all.map(({ id }) => id))
  const dropped = (record.droppedRisks ?? []).filter(({ id }) => !listed.has(id))
  return {
    blocking: [
      ...all.filter((risk) => blocking.has(risk.id)).map((risk) => riskView(risk, 'bad', `r-${risk.id}`)),
      ...dropped.filter(({ id }) => blocking.has(id)).map((risk) => droppedView(risk, 'bad', `r-${risk.id}`)),
    ],
    needsWork: [
      ...rest.filter((risk) => risk.status === 'open').map((risk) => riskView(risk, 'warn')),
      ...dropped.filter(({ id }) => !blocking.has(id)).map((risk) => droppedView(risk, 'warn')),
    ],
    accepted: rest.filter((risk) => risk.status === 'accepted').map((risk) => riskView(risk, 'none')),
    validated: rest.filter(isResolved).map((risk) => riskView(risk, 'ok')),
    fallbacks: all
      .filter((risk) => fallback.has(risk.id))
      .map((risk) => riskView(risk, 'none', `r-${risk.id}`)),
    hotSpots: record.dossier.hotSpots.map((spot) => hotSpotView(spot, input)),
  }
}

function bySeverity(a: Risk, b: Risk): number {
  return a.severity === b.severity ? (a.id < b.id ? -1 : 1) : a.severity < b.severity ? -1 : 1
}

function isResolved(risk: Risk): boolean {
  return risk.status === 'mitigated' || risk.status === 'closed'
}

function riskView(risk: Risk, tone: Tone, place: string | null = null) {
  const { acceptedFallback: fallback } = risk
  return {
    id: risk.id,
    /** Where something leads to it. */
    place,
    title: risk.title,
    severity: risk.severity,
    status: risk.status,
    tone,
    lines: [
      risk.mitigation && `Mitigation: ${risk.mitigation}`,
      risk.evidence && `Shown by: ${risk.evidence}`,
      risk.stillNeeds && `Still needs: ${risk.stillNeeds}`,
      fallback && `Accepted by ${fallback.owner} until ${day(fallback.until)}: ${fallback.reason}`,
    ].filter((line) => line !== undefined),
    owner: risk.owner ?? 'unowned',
    assumption: risk.assumption ?? null,
  }
}

/** A risk that a release before left open and this dossier does not list. */
function droppedView(risk: OpenRisk, tone: Tone, place: string | null = null): ReturnType<typeof riskView> {
  const lines = [`Open in ${risk.version}; this dossier does not list it.`]
  const known = { id: risk.id, place, title: risk.title, severity: risk.severity, tone, lines }
  return { ...known, status: 'open', owner: 'unowned', assumption: null }
}

const KINDS = {
  expensive: 'expensive path',
  contention: 'contention',
  isolate: 'to be isolated',
} as const satisfies Record<HotSpot['kind'], string>

const SPOT_TONES = { open: 'warn', isolating: 'none', resolved: 'ok' } as const satisfies Record<
  HotSpot['status'],
  Tone
>

function hotSpotView(spot: HotSpot, input: Assessed) {
  const isolate = spot.isolateFor.length > 0 ? `isolate for ${spot.isolateFor.join(' and ')}` : null
  const since = spot.firstSeen ? `since ${spot.firstSeen}` : null
  const resolved = spot.resolvedIn ? `resolved in ${spot.resolvedIn}` : null
  return {
    id: spot.id,
    path: spot.path,
    status: { word: spot.status, tone: SPOT_TONES[spot.status] },
    action: spot.action ?? null,
    proof: spot.evidence
      ? { text: spot.metric ?? spot.evidence, href: evidencePlace(input, spot.evidence) }
      : null,
    facts: [KINDS[spot.kind], isolate, since, resolved].filter(Boolean).join(', '),
  }
}
