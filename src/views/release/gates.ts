import { afterClearing } from '#decide/verdict/vex.ts'
import { count, day } from '#messages/format.ts'
import { sentence } from '#messages/messages.ts'
import type { GateOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, hasCode } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { gateLook, groupLook, outcomeLook, type StatusLook } from '../outcome.ts'
import { type Assessed, evidenceAt, evidenceByName } from './input.ts'
import { proofText } from './proof.ts'

/** The five groups with every gate of them, as judged today; where the release time differed, that is said. */
export function gateGroups(input: Assessed, cells: readonly { letter: string; text: string }[]) {
  const { today, atRelease } = input.posture
  const context: Context = {
    input,
    gates: new Map(
      input.policies.today.groups.flatMap((group) => group.gates).map((gate) => [gate.id, gate]),
    ),
    before: new Map(atRelease.groups.flatMap((group) => group.gates).map((gate) => [gate.id, gate])),
    evidence: evidenceByName(input),
    texts: new Map(),
    reworked: new Set(input.record.dossier.attempts.flatMap((attempt) => attempt.failedGates)),
  }
  return today.groups.map((group, i) => ({
    id: group.id,
    letter: cells[i]?.letter ?? 'n',
    said: cells[i]?.text ?? '',
    title: group.title,
    look: groupLook(group),
    first: group.id === today.firstFailure,
    gates: group.gates.map((gate) => gateView(gate, context)).map(referBack),
  }))
}

/** Gates in a row that are proved alike name the proof in full once. */
function referBack(gate: GateView, place: number, all: readonly GateView[]): GateView {
  const before = all[place - 1]?.proofs
  const isRepeated =
    before?.length === gate.proofs.length &&
    before.every(({ href, text }, i) => href === gate.proofs[i]?.href && text === gate.proofs[i]?.text)
  return isRepeated
    ? { ...gate, proofs: gate.proofs.map((proof) => ({ ...proof, href: null, text: 'as above' })) }
    : gate
}

type GateView = ReturnType<typeof gateView>

interface Context {
  input: Assessed
  gates: ReadonlyMap<string, Gate>
  before: ReadonlyMap<string, GateOutcome>
  evidence: ReadonlyMap<string, EvidenceItem>
  /** Texts of proofs by artifact and limited numbers: one artifact proves a dozen gates. */
  texts: Map<string, string>
  reworked: ReadonlySet<string>
}

function gateView(gate: GateOutcome, context: Context) {
  const look = gateLook(gate)
  const said = notes(gate, context)
  const why = look.mark === 'no' ? problems(gate) : []
  return {
    /** Its place on the page, where something leads to it. */
    place: look.mark !== 'ok' || context.reworked.has(gate.id) ? `gate-${gate.id}` : null,
    title: gate.title,
    // What a gate asks is worth a click where it is not passed; the weight of a page counts.
    href:
      look.mark === 'ok' || look.mark === 'na'
        ? null
        : context.input.links.policyGate(context.input.policies.today, gate.id),
    look,
    notes: said,
    problems: why,
    /** Whether its title is all there is to say beside the proof. */
    isPlain: said.length + why.length === 0,
    proofs: gate.outcome === 'not-applicable' ? [] : proofs(gate, context),
    /** A proof without a word before it is one of a passed gate. */
    word:
      look.mark === 'ok' && gate.items.length > 0 ? null : [look.word, ...lifetimes(gate)].join(' after '),
  }
}

function notes(gate: GateOutcome, { input, gates, before }: Context): string[] {
  const { dossier } = input.record
  const declared = dossier.gates.find((each) => each.id === gate.id)
  const condition = gates.get(gate.id)?.condition
  const then = before.get(gate.id)
  return [
    ...(gate.requirement === 'conditional' ? [condition ? `conditional: ${condition}` : 'conditional'] : []),
    ...(gate.outcome === 'not-applicable' ? [`not asked: ${declared?.reason ?? 'no reason given'}`] : []),
    ...(gate.waived ? [waiverText(gate.id, input)] : []),
    ...(declared?.note ? [declared.note] : []),
    ...(then && isOther(gateLook(then), gateLook(gate)) ? [`at release: ${gateLook(then).word}`] : []),
  ]
}

/** What ran out since was passed before, as its word says. */
function isOther(then: StatusLook, now: StatusLook): boolean {
  return then.word !== now.word && !(then.mark === 'ok' && now.word === outcomeLook('stale').word)
}

/** The exception that ends last is the one in force; its end is exclusive. */
function waiverText(gate: string, { record }: Assessed): string {
  const waiver = record.dossier.waivers
    .filter((each) => each.gate === gate)
    .toSorted((a, b) => Date.parse(b.until) - Date.parse(a.until))[0]
  return waiver ? `exception by ${waiver.owner} until ${day(waiver.until)}: ${waiver.reason}` : 'exception'
}

/** Why it does not pass, each reason once. That it is missing or failed, the outcome beside it says already. */
function problems(gate: GateOutcome): string[] {
  const own = gate.findings.filter((finding) => !PLAIN.test(finding.code))
  const items = gate.items.flatMap((item) => item.findings).filter((each) => lifetime(each) === null)
  return [...new Set([...own, ...items].map(sentence))]
}

/** For how long what ran out counted: `180 days`; when it was made, the proof beside says. */
function lifetimes({ outcome, items }: GateOutcome): string[] {
  if (outcome !== 'stale') return []
  return [...new Set(items.flatMap((item) => item.findings).flatMap((each) => lifetime(each) ?? []))].slice(
    0,
    1,
  )
}

function lifetime(found: Finding): string | null {
  const days = hasCode(found, 'artifact.stale') ? Number(found.args['maxAgeDays']) : Number.NaN
  return Number.isNaN(days) ? null : count(days, 'day')
}

const PLAIN = /\.(missing|not_passed|stale|unknown)$/

function proofs(gate: GateOutcome, context: Context) {
  const metrics = (context.gates.get(gate.id)?.accepts ?? []).flatMap((clause) =>
    clause.thresholds.map((threshold) => threshold.metric),
  )
  return gate.items.flatMap(({ name }) => {
    const item = context.evidence.get(name)
    return item ? [{ href: evidenceAt(name) as string | null, text: textOf(item, metrics, context) }] : []
  })
}

function textOf(item: EvidenceItem, metrics: readonly string[], { input, texts }: Context): string {
  const { atRelease, today } = input.posture
  const key = [item.name, ...metrics].join(' ')
  const text = texts.get(key) ?? proofText(afterClearing(item, today), atRelease.at, metrics)
  texts.set(key, text)
  return text
}
