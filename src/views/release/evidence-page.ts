import { checklistFor, isChecklistFile } from '#decide/verdict/checklist-file.ts'
import { count } from '#messages/format.ts'
import type { Policy } from '#model/policy.ts'
import { releaseBranchRule } from '../branch-rule.ts'
import { releaseLedger } from '../ledger.ts'
import type { StatusLook } from '../outcome.ts'
import { isolationText } from '../service/isolation.ts'
import { requirementSummary } from './artifacts.ts'
import { criticalPaths } from './critical.ts'
import { decision } from './decision.ts'
import { evidenceSection } from './evidence.ts'
import { type Assessed, evidenceByName } from './input.ts'
import { promotion } from './promotion.ts'
import { readinessQuestions } from './questions.ts'
import { artifactTable, retentionRows } from './retention.ts'
import { decisionInputs } from './scope.ts'
import { signatures } from './signatures.ts'
import { pathView, provenanceDigests } from './trace.ts'

export type ReleaseEvidencePage = ReturnType<typeof releaseEvidencePage>

/**
 * The page of a release's evidence: every artifact with its file, its maker and its digest, how the decision was reached
 * from them, the smoke runs step by step, what was signed. Whoever only asks whether to run it need not load this.
 */
export function releaseEvidencePage(input: Assessed) {
  const { record, links, services, posture } = input
  const name = `${services.get(record.service)?.name ?? record.service} ${record.version}`
  const all = evidenceSection(input)
  const heading = headingOf(all)
  return {
    title: `${heading} · Evidence of ${name}`,
    description: `${heading}: each artifact of ${name} with its file, its maker, its digest and the gates it stands for.`,
    heading,
    name,
    release: links.release(record.service, record.version),
    crumbs: [
      { text: 'Releases', href: links.releases },
      { text: services.get(record.service)?.name ?? record.service, href: links.service(record.service) },
      { text: record.version, href: links.release(record.service, record.version) },
    ],
    json: links.apiRelease(record.service, record.version),
    evidence: all,
    decision: decision(input),
    asked: requirementSummary(input),
    checklist: checklist(input),
    artifacts: artifactTable(input),
    kept: retentionRows(input),
    groups: posture.today.groups.map(({ id }) => input.drawings.get(`group-${id}`) ?? null),
    branchRule: releaseBranchRule(input),
    smoke: promotion(input).smoke,
    signatures: signatures(record),
    path: pathView(input),
    digests: provenanceDigests(record),
    ledger: releaseLedger(input.ledger, input.supersededRecord).first,
    questions: questions(input, all),
    inputs: decisionInputs(input),
    docStatus: record.dossier.docStatus ?? null,
  }
}

/** The four questions, answered by what the page and its release show. */
function questions(input: Assessed, { total, passed }: { total: number; passed: number }) {
  const { record, posture, links } = input
  const { dossier, dossierSource } = record
  const service = input.services.get(record.service)
  return readinessQuestions({
    release: `${service?.name ?? record.service} ${record.version}`,
    dossier: {
      path: dossierSource?.path ?? 'as it was found',
      owners: dossier.owners.length,
      artifacts: total,
      passed,
      required: posture.today.required,
      satisfied: posture.today.satisfied,
    },
    parts: dossier.hotSpots.filter(
      ({ status, kind, isolateFor }) =>
        status !== 'resolved' && (kind === 'isolate' || isolateFor.length > 0),
    ),
    isolation: isolationText(service),
    paths: criticalPaths(input),
    approvals: posture.today.approvals,
    links: {
      evidence: '#evidence',
      isolation: `${links.services}#isolation-layer`,
      critical: '../#critical',
      signoff: '../#signoff',
    },
  })
}

function headingOf({ total, passed }: { total: number; passed: number }): string {
  if (total === 0) return 'No evidence is named'
  if (passed === total) return total === 1 ? 'The one artifact passed' : `All ${total} artifacts passed`
  return `${passed} of ${count(total, 'artifact')} passed`
}

const TICKED: StatusLook = { word: 'ticked, but a tick is not evidence', mark: 'no', tone: 'warn' }
const OPEN: StatusLook = { word: 'not ticked', mark: 'no', tone: 'bad' }
const PROVED: StatusLook = { word: 'passed', mark: 'ok', tone: 'ok' }

/** The pre-release checklist: areas with the proof they need, and each tick beside the artifact behind it [002]. */
export function checklist(input: Assessed) {
  const evidence = evidenceByName(input)
  const areas = checklistFor(input.policies.today, input.record.dossier.releaseType)
  const proofOf = new Map(areas.map((each) => [each.area, each.requiredProof]))
  const items = input.record.dossier.checklist.map((item) => {
    const status = item.evidence ? (evidence.get(item.evidence)?.status ?? 'missing') : null
    return {
      area: item.area,
      name: item.name,
      required: item.required,
      proof: item.requiredProof ?? proofOf.get(item.area) ?? null,
      /** On the page of the evidence, where the list stands. */
      href: item.evidence && evidence.has(item.evidence) ? `#e-${item.evidence}` : null,
      look: !item.result ? OPEN : status === 'passed' ? PROVED : TICKED,
    }
  })
  const covered = new Set(items.map((item) => item.area))
  const files = checklistFiles(input, areas)
  const uncovered = [...proofOf.keys()].filter((area) => !covered.has(area))
  return { items, files, uncovered: items.length > 0 || files.length > 0 ? uncovered : [] }
}

/** What a checklist file says of each area: its checks by name, those that are missing too. */
function checklistFiles({ record }: Assessed, areas: Policy['checklist']) {
  return record.evidence.filter(isChecklistFile).map(({ name, cases = [] }) => {
    const status = new Map(cases.map((each) => [each.name, each.status]))
    const lookOf = (check: string) => FILE_LOOKS[status.get(check) ?? 'missing'] ?? FILE_LOOKS.failed
    const known = new Set(areas.flatMap(({ checks }) => checks))
    const others = [...status.keys()].filter((check) => !known.has(check))
    const rows = [
      ...areas,
      ...(others.length > 0 ? [{ area: 'Other checks', requiredProof: null, checks: others }] : []),
    ]
    return {
      name,
      href: `#e-${name}`,
      areas: rows
        .filter(({ checks }) => checks.length > 0)
        .map(({ area, requiredProof, checks }) => ({
          area,
          proof: requiredProof,
          checks: checks.map((check) => ({ name: check, look: lookOf(check) })),
        })),
    }
  })
}

const FILE_LOOKS: { failed: StatusLook; missing: StatusLook } & Record<string, StatusLook> = {
  passed: { word: 'ticked', mark: 'ok', tone: 'ok' },
  failed: { word: 'not passed', mark: 'no', tone: 'bad' },
  missing: { word: 'missing', mark: 'no', tone: 'bad' },
}
