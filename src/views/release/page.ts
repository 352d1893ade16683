import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { count, day } from '#messages/format.ts'
import { CELL_NAMES, shownStrip, stripWords, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Evaluation, GroupOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { say } from '../findings.ts'
import { releaseLedger } from '../ledger.ts'
import { groupCounts } from '../outcome.ts'
import { descriptionOf, releaseSharing } from '../sharing.ts'
import { strangerHead, strangerRelease, strangerTitles } from '../stranger/release.ts'
import type { VerdictToday } from '../turning.ts'
import { requiredArtifacts } from './artifacts.ts'
import { causeCount } from './causes.ts'
import { changedLines } from './changed.ts'
import { criticalPaths } from './critical.ts'
import { declaration } from './decision.ts'
import { evidenceSummary } from './evidence.ts'
import { type FoldTitle, foldTitles } from './folds.ts'
import { gateGroups } from './gates.ts'
import { githubClaims } from './github.ts'
import { headline } from './headline.ts'
import { type Assessed, evidenceAt, isAssessed, type ReleaseInput } from './input.ts'
import { kpiSection } from './kpis.ts'
import { payload } from './payload.ts'
import { promotion } from './promotion.ts'
import { riskSection } from './risks.ts'
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
  const stranger = record.state === 'no-dossier' ? strangerRelease(input) : null
  const contents = stranger ? strangerTitles(stranger) : sectionTitles(input, assessed)
  return {
    title: `${titleVerdict(head.today)} · ${head.name}`,
    description: descriptionOf([head.reason.lead.text, head.reason.why.text]),
    sharing: releaseSharing({
      service: input.services.get(record.service) ?? { name: record.service },
      version: record.version,
      released: record.git.taggedAt,
      href: links.release(record.service, record.version),
      site: input.site,
    }),
    json: links.apiRelease(record.service, record.version),
    head: stranger ? strangerHead(head, stranger) : head,
    /** Of a release without a dossier: all but its head. */
    stranger,
    changed: changedLines(input, assessed?.kpis ?? null),
    neighbors: { older: input.older?.version ?? null },
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
    contents,
    folds: new Map(contents.map((each) => [each.id, each])),
  }
}

function assessedParts(input: Assessed) {
  const { today, atRelease } = input.posture
  const verdict = verdictOf(input.record.state, input.posture.standing)
  const cells = stripCells(today, shownStrip([atRelease.strip, today.strip], verdict))
  return {
    strips: {
      today: cells,
      /** In words, where it was another. */
      atRelease: atRelease.strip === today.strip ? null : stripWords(atRelease.strip),
    },
    blockers: {
      heading: blockerHeading(input),
      none: `${today.satisfied} of ${today.required} required gates passed, and every approval that is asked for is given.`,
      isAged: input.posture.standing === 'aged-out',
      /** By what has to be put right; a remedy that the cause before it names already is not said again. */
      causes: sayOnce(stepsToGo(today).map(({ blockers }) => blocking(blockers, input))),
      atRelease: atRelease.decision === today.decision ? [] : blocking(atRelease.blockers, input),
    },
    groups: gateGroups(input, cells),
    artifacts: requiredArtifacts(input),
    critical: criticalPaths(input),
    declaration: declaration(input),
    evidence: evidenceSummary(input),
    kpis: kpiSection(input),
    risks: riskSection(input),
    promotion: promotion(input),
    signoff: signoff(input),
  }
}

/** Of a cause after another one with the same remedy or runbook only what is its own. */
function sayOnce<T extends { remedy: string | null; href: string | null }>(
  causes: readonly (readonly T[])[],
) {
  const all = causes.flat()
  const before = new Map(all.map((each, i) => [each, all[i - 1]]))
  return causes.map((cause) =>
    cause.map((each) => ({
      ...each,
      remedy: before.get(each)?.remedy === each.remedy ? null : each.remedy,
      isAgain: before.get(each)?.href === each.href,
    })),
  )
}

/** Blockers in words, with the place of the artifact that each is about. */
function blocking(blockers: readonly Finding[], { links, record }: Assessed) {
  const shown = new Set(record.evidence.map(({ name }) => name))
  return say(blockers, links).map((each) => ({
    ...each,
    proof:
      each.item !== null && shown.has(each.item) ? { name: each.item, href: evidenceAt(each.item) } : null,
  }))
}

/** `3 blockers, one cause`: how many there are, and how many things have to be put right. */
function blockerHeading({ posture: { today, standing } }: Assessed): string {
  const { length } = today.blockers
  if (length === 0) return 'No blockers'
  if (standing === 'aged-out') return `${count(length, 'check')} ran out`
  const causes = causeCount(today)
  const from = causes < length ? `, ${causes === 1 ? 'one cause' : count(causes, 'cause')}` : ''
  return `${count(length, 'blocker')}${from}`
}

/** The verdict as a title may say it however old the page is: a GO with the day that ends it. */
function titleVerdict({ verdict, ends }: VerdictToday): string {
  return ends === null ? VERDICT_WORDS[verdict] : `${VERDICT_WORDS[verdict]} until ${day(ends.at)}`
}

type Parts = ReturnType<typeof assessedParts>

/** What every section says in one line, for its title and for the contents. */
function sectionTitles(input: ReleaseInput, parts: Parts | null): FoldTitle[] {
  const { today, standing } = input.posture
  const plain = (id: string, title: string, said: string, hint: string | null = null): FoldTitle => ({
    id,
    title,
    hint,
    tone: 'none',
    said,
    loud: null,
  })
  const { length } = today.blockers
  const first = parts
    ? {
        ...plain('blockers', standing === 'aged-out' ? 'Ran out' : 'Blockers', '', String(length)),
        tone:
          length === 0 ? ('none' as const) : standing === 'aged-out' ? ('warn' as const) : ('bad' as const),
      }
    : plain('without', 'Not assessed', '')
  const middle = parts
    ? foldTitles({
        ...parts,
        gates: {
          satisfied: today.satisfied,
          required: today.required,
          groups: parts.groups,
          isAged: standing === 'aged-out',
        },
      })
    : []
  return [
    plain('changed', 'What changed', ''),
    first,
    plain('scope', 'Purpose and scope', scopeText(input)),
    ...middle,
    plain('trace', 'Traceability', traceText(input)),
    plain('payload', 'Payload', 'The whole as JSON, and how to check it yourself.'),
  ]
}

function scopeText({ record: { dossier, git } }: ReleaseInput): string {
  const commits = git.commits === null ? 'commits unknown' : count(git.commits, 'commit')
  if (dossier === null) return `${commits}; no dossier says what it is for.`
  const owners = count(dossier.owners.length, 'owner')
  return `${dossier.objective ? 'Objective stated' : 'No objective stated'}; ${owners}, ${commits}, notes ${dossier.releaseNotes?.status ?? 'missing'}.`
}

function traceText({ record: { git, dossier }, ledger }: ReleaseInput): string {
  const from = dossier?.spine?.issue?.at
  const start = from ? `From the request of ${day(from)}` : `From the tag of ${day(git.taggedAt)}`
  const last = ledger.at(-1)?.entry.index
  return last === undefined
    ? `${start}; in no publication ledger yet.`
    : `${start} to entry ${last} of the publication ledger.`
}

/** The strip with names and counts: five groups, then the SEV rule. `anchor` is the group's place on the page. */
export function stripCells({ groups, severity }: Evaluation, strip: string) {
  const names = groups.map((group, i) => ({ id: group.id, text: countsText(group, strip[i] ?? 'n') }))
  const open = severity.blocking.length
  const last = { id: 'severity', text: open === 0 ? 'none open' : `${open} open` }
  return [...names, last].map(({ id, text }, i) => ({
    letter: strip[i] ?? 'n',
    name: CELL_NAMES[i] ?? id,
    text,
    anchor: `#g-${id}`,
  }))
}

function countsText(group: GroupOutcome, letter: string): string {
  const { applicable, satisfied, waived } = groupCounts(group)
  if (letter === 'r') return `${applicable - satisfied} of ${applicable} ran out`
  if (letter === 'f' && group.outcome !== 'failed') return 'a requirement failed'
  if (group.outcome === 'none' || applicable === 0) return 'not asked'
  if (group.outcome === 'failed') return `${applicable - satisfied} of ${applicable} failed`
  return waived > 0
    ? `${satisfied} of ${applicable}, ${count(waived, 'exception')}`
    : `${satisfied} of ${applicable} passed`
}
