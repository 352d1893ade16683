import { millis } from '#decide/lib/time.ts'
import { count, day, number } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { InputItem, InputRegister, RegisterName } from '#model/inputs.ts'
import type { Instant } from '#model/primitives.ts'
import type { CatalogSummary } from '#model/summary.ts'
import type { StatusLook } from './outcome.ts'

/** What a register is called, and what its items are to a decision [003 "Where to look next"]. */
const REGISTERS: Record<RegisterName, { title: string; text: string }> = {
  'phase-readiness': {
    title: 'Phase readiness',
    text: 'What must be ready before a phase is signed off.',
  },
  'work-queue': { title: 'Active work queue', text: 'Work in flight that may gate a release.' },
  assumptions: { title: 'Assumptions register', text: 'What releases need to be seen before production.' },
  'tech-debt': {
    title: 'Tech-debt register',
    text: 'Accepted runtime fallbacks are shown here, and not counted against a GO.',
  },
}

const DONE = { mark: 'ok', tone: 'ok' } as const
const WAITING = { mark: 'na', tone: 'none' } as const
const ALERT = { mark: 'no', tone: 'bad' } as const
const PENDING = { mark: 'wv', tone: 'warn' } as const

const STATES: Record<InputItem['state'], StatusLook> = {
  ready: { word: 'ready', ...DONE },
  'in-progress': { word: 'in progress', ...PENDING },
  'not-ready': { word: 'not ready', ...ALERT },
  queued: { word: 'queued', ...WAITING },
  'in-flight': { word: 'in flight', ...PENDING },
  completed: { word: 'completed', ...DONE },
  dropped: { word: 'dropped', ...WAITING },
  open: { word: 'open', ...PENDING },
  validated: { word: 'validated', ...DONE },
  refuted: { word: 'refuted', ...ALERT },
  accepted: { word: 'accepted', ...WAITING },
  resolved: { word: 'resolved', ...DONE },
}

/** How an item stands. @param at catalog time */
export function inputLook(item: InputItem, at: Instant): StatusLook {
  return isRunOut(item, at) ? { word: 'ran out', ...ALERT } : STATES[item.state]
}

function isRunOut(item: InputItem, at: Instant): boolean {
  const until = 'until' in item ? item.until : undefined
  return item.state === 'accepted' && until !== undefined && millis(`${until}T00:00:00Z`) <= millis(at)
}

/** What of each register a release should wait for. */
const GATING: Record<RegisterName, (item: InputItem, at: Instant) => boolean> = {
  'phase-readiness': ({ state }) => state !== 'ready',
  'work-queue': (item) =>
    'gates' in item && item.gates && (item.state === 'queued' || item.state === 'in-flight'),
  assumptions: ({ state }) => state !== 'validated',
  'tech-debt': isRunOut,
}

/** An item of a register by its address on the page of all. */
function placeOf(links: Links, id: string): string {
  return `${links.inputs}#${id}`
}

/** What may gate a release today, for the first page: the first few, how many more. */
export function gatingInputs({ inputs = [], at }: Pick<CatalogFacts, 'inputs' | 'at'>, links: Links) {
  const all = inputs.flatMap((register) => gatingOf(register, at))
  return {
    items: all.slice(0, MOST).map((item) => ({
      id: item.id,
      title: item.title,
      href: placeOf(links, item.id),
      look: inputLook(item, at),
      owner: item.owner ?? 'unowned',
    })),
    more: Math.max(0, all.length - MOST),
    href: links.inputs,
  }
}

const MOST = 5

function gatingOf({ register, items }: InputRegister, at: Instant): InputItem[] {
  const all: readonly InputItem[] = [...items]
  return all.filter((item) => GATING[register](item, at))
}

export type InputsPage = ReturnType<typeof inputsPage>

/** All registers with their items: how each stands, who answers for it, and which releases name it [003]. */
export function inputsPage(
  { inputs = [], at, services }: Pick<CatalogFacts, 'inputs' | 'at' | 'services'>,
  summary: Pick<CatalogSummary, 'inputs'>,
  links: Links,
) {
  const named = new Map((summary.inputs ?? []).map((each) => [each.id, each]))
  const names = new Map(services.map(({ id, name }) => [id, name]))
  const all = inputs.flatMap<InputItem>(({ items }) => [...items])
  const gating = inputs.flatMap((register) => gatingOf(register, at))
  return {
    heading: heading(all.length, gating.length),
    registers: inputs.map((register) => ({
      id: register.register,
      title: register.title,
      kind: REGISTERS[register.register].title,
      text: register.summary ?? REGISTERS[register.register].text,
      source: register.source ?? null,
      count: count(register.items.length, 'item'),
      items: register.items.map((item) => ({
        id: item.id,
        title: item.title,
        owner: item.owner,
        look: inputLook(item, at),
        gates: gating.includes(item),
        services: item.services.map((id) => ({ name: names.get(id) ?? id, href: links.service(id) })),
        facts: factsOf(item),
        url: item.url ?? null,
        named: namedBy(named.get(item.id), links),
      })),
    })),
  }
}

function heading(all: number, gating: number): string {
  if (all === 0) return 'No register feeds the decisions of this catalog.'
  if (gating === 0) return 'Nothing in the registers may gate a release today.'
  return `${number(gating)} of ${count(all, 'item')} may gate a release today.`
}

function factsOf(item: InputItem): string[] {
  const { note, updated } = item
  const until = 'until' in item && item.until ? `accepted until ${day(item.until)}` : null
  const reason = 'reason' in item ? item.reason : null
  const completed = 'completedAt' in item && item.completedAt ? `completed ${day(item.completedAt)}` : null
  const looked = updated ? `looked at ${day(updated)}` : null
  return [note, reason, until, completed, looked].filter((each) => typeof each === 'string')
}

function namedBy(found: NonNullable<CatalogSummary['inputs']>[number] | undefined, links: Links) {
  if (!found) return null
  return {
    text: count(found.releases, 'release'),
    newest: found.newest.map(({ service, version }) => ({
      text: `${service} ${version}`,
      href: links.releaseEvidence(service, version),
    })),
    more: found.releases - found.newest.length,
  }
}

/** What a release names of a register, as that says it today; null for what no register holds. */
export function namedInput(
  facts: Pick<CatalogFacts, 'inputs' | 'at'>,
  links: Links,
  name: { id: string; register: RegisterName },
) {
  const register = facts.inputs?.find((each) => each.register === name.register)
  const item = register?.items.find((each) => each.id === name.id)
  if (!item) return null
  return { href: placeOf(links, item.id), look: inputLook(item, facts.at), owner: item.owner ?? 'unowned' }
}
