import { publishedFiles } from '#messages/report/evaluation.ts'
import { CELL_NAMES } from '#messages/verdict.ts'
import type { Evaluation, GroupOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { SourceName } from '#model/source.ts'
import { say } from '../findings.ts'
import { count, sentenceList } from '../format.ts'
import { releaseLedger } from '../ledger.ts'
import { groupCounts, type StatusLook } from '../outcome.ts'
import { requiredArtifacts } from './artifacts.ts'
import { decision } from './decision.ts'
import { evidence } from './evidence.ts'
import { gateGroups } from './gates.ts'
import { githubClaims } from './github.ts'
import { headline } from './headline.ts'
import { type Assessed, evidenceByName, evidencePlace, isAssessed, type ReleaseInput } from './input.ts'
import { kpis } from './kpis.ts'
import { promotion } from './promotion.ts'
import { risks } from './risks.ts'
import { scope } from './scope.ts'
import { signoff } from './signoff.ts'
import { trace } from './trace.ts'

export type ReleasePage = ReturnType<typeof releasePage>

/**
 * What the page of one release says, section by section, from the record and both evaluations. Nothing in it depends
 * on the moment of the build but what today's evaluation came out as.
 */
export function releasePage(input: ReleaseInput) {
  const { record, links } = input
  const head = headline(input)
  const assessed = isAssessed(input) ? assessedParts(input) : null
  return {
    title: head.name,
    description: `${head.lines[0]?.text}. ${head.title ?? `Release ${record.git.tag}`}`,
    head,
    crumbs: [
      { text: 'Releases', href: links.releases },
      {
        text: input.services.get(record.service)?.name ?? record.service,
        href: links.service(record.service),
      },
    ],
    version: record.version,
    quarantine: say(record.quarantine, links),
    /** What git says of the tag of a release that has no decision beside which it could stand. */
    aboutTag: assessed
      ? []
      : say(
          input.posture.findings.filter(({ code }) => code.startsWith('tag.')),
          links,
        ),
    scope: scope(input),
    assessed,
    ledger: releaseLedger(input.ledger, input.supersededRecord),
    trace: trace(input),
    github: githubClaims(record),
    payload: payload(input),
    contents: contents(assessed),
  }
}

function assessedParts(input: Assessed) {
  const { today, atRelease } = input.posture
  return {
    strips: {
      today: stripCells(today),
      atRelease: atRelease.strip === today.strip ? null : atRelease.strip,
    },
    blockers: {
      today: blocking(today.blockers, input).map((each, i) => ({ ...each, first: i === 0 })),
      atRelease: atRelease.decision === today.decision ? [] : blocking(atRelease.blockers, input),
    },
    groups: gateGroups(input),
    artifacts: requiredArtifacts(input),
    checklist: checklist(input),
    decision: decision(input),
    evidence: evidence(input),
    kpis: kpis(input),
    risks: risks(input),
    promotion: promotion(input),
    signoff: signoff(input),
    gateCount: `${today.satisfied}/${today.required}`,
  }
}

/** Blockers in words, with the place of the artifact that each is about; the first is the one at which the decision turned. */
function blocking(blockers: readonly Finding[], { links, record }: Assessed) {
  const shown = new Set(record.evidence.map(({ name }) => name))
  return say(blockers, links).map((each) => ({
    ...each,
    proof: each.item !== null && shown.has(each.item) ? { name: each.item, href: `#e-${each.item}` } : null,
  }))
}

type Parts = ReturnType<typeof assessedParts>

/** The table of contents: id, title, and one number or word that says what is inside. */
function contents(parts: Parts | null) {
  const entry = (id: string, title: string, hint: string | null = null) => ({ id, title, hint })
  const middle = parts
    ? [
        entry('gates', 'Go / no-go', parts.gateCount),
        entry('evidence', 'Evidence', String(parts.evidence.total)),
        entry('kpis', 'KPI drift', parts.kpis.hint),
        entry('risks', 'Risks and hot spots', riskHint(parts)),
        entry('promotion', 'Promotion and smoke', parts.promotion.furthest),
        entry('signoff', 'Sign-off', parts.signoff.count),
      ]
    : []
  const first = parts ? [] : [entry('without', 'Not assessed')]
  return [
    ...first,
    entry('scope', 'Purpose and scope'),
    ...middle,
    entry('trace', 'Traceability'),
    entry('payload', 'Payload'),
  ]
}

function riskHint({ risks: { blocking, needsWork, hotSpots } }: Parts): string {
  if (blocking.length > 0) return `${blocking.length} blocking`
  const open = needsWork.length + hotSpots.length
  return open === 0 ? 'none' : count(open, 'open', 'open')
}

/** The strip with names and counts: five groups, then the SEV rule. `anchor` is the group's place on the page. */
export function stripCells({ groups, severity, strip }: Evaluation) {
  const names = groups.map((group, i) => ({ id: group.id, text: countsText(group, strip[i] === 'f') }))
  const open = severity.blocking.length
  const last = { id: 'severity', text: open === 0 ? 'none open' : `${open} open` }
  return [...names, last].map(({ id, text }, i) => ({
    letter: strip[i] ?? 'n',
    name: CELL_NAMES[i] ?? id,
    text,
    anchor: `#g-${id}`,
  }))
}

function countsText(group: GroupOutcome, failed: boolean): string {
  const { applicable, satisfied, waived } = groupCounts(group)
  if (failed && group.outcome !== 'failed') return 'a requirement failed'
  if (group.outcome === 'none') return 'no gate'
  if (group.outcome === 'failed') return `${applicable - satisfied} of ${applicable} failed`
  return waived > 0 ? `${satisfied}/${applicable}, ${waived} waived` : `${satisfied}/${applicable} passed`
}

/** Where the same facts are as data, and how anyone can repeat the judgement [000 "checked by release rules"]. */
export function payload(input: ReleaseInput) {
  const { record, links, site, posture } = input
  const href = links.apiRelease(record.service, record.version)
  const file = href.slice(href.lastIndexOf('/') + 1)
  const url = site ? new URL(href, site).href : href
  return {
    href,
    schema: links.schema('release-record'),
    statement:
      posture.atRelease.decision === 'not-assessed'
        ? null
        : links.apiAttestation(record.service, record.version),
    repeatable: repeatableText(record),
    fetch: [`curl -fsSLO ${quote(url)}`, `echo ${quote(`${input.digest}  ${file}`)} | sha256sum -c`].join(
      '\n',
    ),
    evaluate: record.dossier
      ? `npm run catalog -- evaluate ${quote(file)} --at ${posture.atRelease.at}`
      : null,
  }
}

/** How far the verdict can be repeated from bytes; null for a release without evidence. */
function repeatableText(record: ReleaseRecord): string | null {
  const { files, published, elsewhere } = publishedFiles(record)
  if (files === 0) return null
  if (published === files)
    return `${files === 1 ? 'The one file of evidence is' : `All ${files} files of evidence are`} published here: the verdict can be repeated from bytes.`
  const kept = Object.entries(KEPT_AT).flatMap(([source, place]) => {
    const number = elsewhere[source as SourceName] ?? 0
    return number > 0 ? [`${place} (${number})`] : []
  })
  const others = published === 0 ? 'they are' : 'the others are'
  return `${published} of ${count(files, 'file')} of evidence ${published === 1 ? 'is' : 'are'} published here; ${others} kept ${sentenceList(kept)}.`
}

const KEPT_AT: Record<SourceName, string> = {
  tree: 'in the tagged tree',
  note: 'in a git note',
  release: 'with the release on the forge',
  run: 'with the workflow run',
  directory: 'with what CI keeps',
  archive: 'in archives that CI keeps',
}

/** Quoted for a POSIX shell: a version may hold anything that a git tag may. */
function quote(text: string): string {
  if (/^[\w./:@+-]+$/.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}

const TICKED: StatusLook = { word: 'ticked, but a tick is not evidence', mark: 'no', tone: 'warn' }
const OPEN: StatusLook = { word: 'not ticked', mark: 'no', tone: 'bad' }
const PROVED: StatusLook = { word: 'passed', mark: 'ok', tone: 'ok' }

/** The pre-release checklist: areas with the proof they need, and each tick beside the artifact behind it [002]. */
export function checklist(input: Assessed) {
  const evidence = evidenceByName(input)
  const proofOf = new Map(input.policies.today.checklist.map((each) => [each.area, each.requiredProof]))
  const items = input.record.dossier.checklist.map((item) => {
    const status = item.evidence ? (evidence.get(item.evidence)?.status ?? 'missing') : null
    return {
      area: item.area,
      name: item.name,
      required: item.required,
      proof: item.requiredProof ?? proofOf.get(item.area) ?? null,
      href: evidencePlace(input, item.evidence),
      look: !item.result ? OPEN : status === 'passed' ? PROVED : TICKED,
    }
  })
  const covered = new Set(items.map((item) => item.area))
  return { items, uncovered: [...proofOf.keys()].filter((area) => !covered.has(area)) }
}
