import { verificationOutcome } from '#decide/verdict/verification.ts'
import { age, count, day, number } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { AssessedItem, Posture } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { say } from '../findings.ts'
import { evidenceLook, outcomeLook, type Tone, usesToday } from '../outcome.ts'
import { countsText, topologyText } from '../release/evidence.ts'
import { metricName, verified } from '../release/proof.ts'
import { changedDigest } from './digests.ts'

/** A release whose evidence is shown, judged, with the policy that judges it today. */
export interface JudgedRelease {
  record: ReleaseRecord
  posture: Posture
  policy: Policy
}

export type EvidenceRow = ReturnType<typeof rowsOf>[number]

/** One row for each artifact of a release: what it is worth today, and what it unfolds to. */
export function rowsOf({ record, posture, policy }: JudgedRelease, links: Links) {
  const href = links.releaseEvidence(record.service, record.version)
  const uses = usesToday(posture)
  const bindings = bindingsOf(posture, policy, links)
  return record.evidence.map((item) => {
    const freshUntil = firstEnd(uses.get(item.name) ?? [])
    const status = evidenceLook(item, uses)
    const bound = bindings.get(item.name) ?? []
    return {
      kind: item.kind,
      name: item.purpose ?? item.name,
      href: `${href}#e-${item.name}`,
      service: record.service,
      release: `${record.service} ${record.version}`,
      status: { ...status, mark: markOf(status) },
      format: item.format,
      made: item.generatedAt === null ? null : { iso: item.generatedAt, text: day(item.generatedAt) },
      ages: item.generatedAt === null ? null : ageText(item.generatedAt, posture.atRelease.at),
      freshUntil: freshUntil === null ? null : { iso: freshUntil, text: day(freshUntil) },
      /** When what is no worse than that runs out. */
      ends: status.tone === 'ok' || status.tone === 'none' ? freshUntil : null,
      producer: item.producer,
      file: item.collectedFrom.path,
      said: countsText(item),
      topology: topologyText(item),
      problems: say(item.reasons, links),
      changed: changedDigest(item),
      digest: item.sha256?.slice(0, 12) ?? null,
      verification: verificationOutcome(item) === null ? null : verified(item),
      gates: bound.map(({ title, word, href: to }) => ({ title, word, href: to })),
      limits: limitsOf(
        item,
        bound.flatMap(({ thresholds }) => thresholds),
      ),
    }
  })
}

const MARKS: Readonly<Record<string, string>> = {
  passed: 'ok',
  measured: 'na',
  failed: 'no',
  missing: 'none',
  tampered: 'tampered',
  unreadable: 'no',
}

/** The mark of a status: that of its word, else the clock of what ran out or the sign of what nobody knows. */
function markOf({ word, tone }: { word: string; tone: Tone }): string {
  return MARKS[word] ?? (word === outcomeLook('stale').word ? 'aged' : tone === 'ok' ? 'ok' : 'held')
}

function firstEnd(uses: readonly AssessedItem[]): string | null {
  const ends = uses.flatMap(({ freshUntil }) => freshUntil ?? [])
  return ends.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}

function ageText(generatedAt: string, released: string): string {
  const isLater = Date.parse(generatedAt) > Date.parse(released)
  return isLater ? 'after the release' : `${age(generatedAt, released)} old at release`
}

/** What an artifact stands for: gates and required artifacts, how each came out today, and the limits of the policy there. */
function bindingsOf({ today }: Posture, policy: Policy, links: Links) {
  const clauses = new Map(policy.groups.flatMap(({ gates }) => gates).map((gate) => [gate.id, gate.accepts]))
  const artifacts = new Map(policy.artifacts.map(({ name, accepts }) => [name, accepts]))
  const gates = today.groups.flatMap((group) => group.gates)
  const all = [
    ...gates.map((gate) => ({
      ...gate,
      href: links.policyGate(today.policy, gate.id),
      accepts: clauses.get(gate.id) ?? [],
    })),
    ...today.artifacts.map((artifact) => ({
      ...artifact,
      href: artifactHref(policy, artifact.name, links),
      accepts: artifacts.get(artifact.name) ?? [],
    })),
  ]
  const bound = all.flatMap(({ items, title, outcome, href, accepts }) =>
    items.map(({ name }) => ({
      name,
      title,
      href,
      word: outcomeLook(outcome).word,
      thresholds: accepts.flatMap(({ thresholds }) => thresholds),
    })),
  )
  return Map.groupBy(bound, ({ name }) => name)
}

/** Where the policy describes an artifact; null for one that only a dossier asks for. */
function artifactHref(policy: Policy, name: string, links: Links): string | null {
  return isDescribed(policy, name) ? links.policyArtifact(policy, name) : null
}

function isDescribed({ artifacts }: Policy, name: string): boolean {
  return artifacts.some((each) => each.name === name)
}

type Limit = Policy['groups'][number]['gates'][number]['accepts'][number]['thresholds'][number]

/** The measured numbers that the policy limits, each beside its limit; one number has one row. */
function limitsOf({ metrics }: EvidenceItem, limits: readonly Limit[]) {
  const told = limits.flatMap((limit) => {
    const value = Object.hasOwn(metrics, limit.metric) ? metrics[limit.metric] : undefined
    return value === undefined ? [] : [limitView(limit, value)]
  })
  return [...new Map(told.map((each) => [`${each.name} ${each.limit}`, each])).values()]
}

function limitView({ metric, min, max, unit }: Limit, value: number) {
  const suffix = unit ? ` ${unit}` : ''
  const texts = [
    ...(min === undefined ? [] : [`at least ${number(min)}`]),
    ...(max === undefined ? [] : [`at most ${number(max)}`]),
  ]
  return {
    name: metricName(metric),
    value: `${number(value)}${suffix}`,
    limit: texts.join(', '),
    within: (min === undefined || value >= min) && (max === undefined || value <= max),
    bar: barOf(value, max ?? min ?? 0),
  }
}

const WIDTH = 120

/** A value as a bar and its limit as a line across, in pixels; null where both are nothing. */
function barOf(value: number, limit: number): { value: number; limit: number } | null {
  const most = Math.max(value, limit) * 1.2
  if (!(most > 0) || value < 0 || limit <= 0) return null
  const at = (n: number) => Math.round((n / most) * WIDTH)
  return { value: at(value), limit: at(limit) }
}

/** Required artifacts and gates for which nothing was offered, as rows. */
export function missingOf({ record, posture, policy }: JudgedRelease, links: Links) {
  const release = `${record.service} ${record.version}`
  const page = links.release(record.service, record.version)
  const gates = policy.groups.flatMap((group) => group.gates)
  const open = posture.today.groups.flatMap((group) => group.gates)
  return [
    ...posture.today.artifacts
      .filter(({ required, outcome }) => required && outcome === 'missing')
      .map(({ name, title }) => ({
        title,
        asked: isDescribed(policy, name) ? 'a required artifact of the policy' : 'the dossier or its type',
        would: policy.artifacts.find((each) => each.name === name)?.purpose ?? null,
        href: artifactHref(policy, name, links),
        code: `${name}.missing`,
      })),
    ...open
      .filter(({ outcome, waived, items }) => outcome === 'missing' && !waived && items.length === 0)
      .map(({ id, title }) => ({
        title,
        asked: 'a gate of the policy',
        would: gates.find((gate) => gate.id === id)?.evidenceSource ?? null,
        href: links.policyGate(posture.today.policy, id),
        code: `gate.${id}.missing`,
      })),
  ].map((each) => ({ ...each, release, service: record.service, page, runbook: links.runbookOf(each.code) }))
}

/** `3 gates`: what is not named. */
export function moreGates(gates: readonly unknown[]): string | null {
  return gates.length > GATES_NAMED ? count(gates.length - GATES_NAMED, 'other gate') : null
}

/** So many gates a row names. */
export const GATES_NAMED = 4
