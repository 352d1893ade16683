import { otherBlockers } from '#decide/history/steps-to-go.ts'
import { sentence } from '#messages/messages.ts'
import { VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { say } from '../findings.ts'
import { gateLook, outcomeLook } from '../outcome.ts'
import type { Assessed } from './input.ts'

/** What the dossier declares of itself, where that is not what its evidence says. */
export function declaration({ record, posture, links }: Assessed) {
  const { declared, findings } = posture
  return {
    declared,
    by: record.dossier.declaredDecision?.by ?? null,
    differences: say(findings, links),
  }
}

/** How today's decision came about: the flow with its first failure, what would flip it, what else was noticed. */
export function decision(input: Assessed) {
  const { today } = input.posture
  return {
    outcome: VERDICT_WORDS[verdictOf(input.record.state, input.posture.standing)],
    steps: joinGreen(decisionSteps(today)),
    drawing: input.drawings.get('decision') ?? null,
    flip: whatFlips(today),
    notices: say(
      today.findings.filter((each) => !isInEvidence(each)),
      input.links,
    ),
  }
}

/** The questions of the decision rule in order, each with its answer; `first` marks where it turned to NO-GO. */
export function decisionSteps(evaluation: Evaluation) {
  const { groups, artifacts, approvals, severity, firstFailure } = evaluation
  const ready =
    artifacts.every((each) => !each.required || each.outcome === 'passed') &&
    otherBlockers(evaluation).length === 0
  const approved = approvals.every((each) => each.outcome === 'approved')
  const step = (id: string, question: string, green: boolean) => ({
    question,
    answer: green ? 'yes' : 'no',
    green,
    first: id === firstFailure,
  })
  return [
    ...groups.map((group) => step(group.id, group.title, group.outcome !== 'failed')),
    step('artifacts', 'Times, release type, profile, required artifacts, checklist', ready),
    step('approvals', 'Approval by every role', approved),
    step('severity', 'No unresolved SEV-1 or SEV-2', severity.outcome === 'passed'),
  ]
}

type Step = ReturnType<typeof decisionSteps>[number]

/** Questions in a row that were all answered with yes are asked in one line. */
function joinGreen(steps: readonly Step[]): Step[] {
  const joined: Step[] = []
  for (const step of steps) {
    const before = joined.at(-1)
    if (step.green && before?.green)
      joined[joined.length - 1] = {
        ...step,
        question: `${before.question}; ${step.question}`,
        answer: 'yes to each',
      }
    else joined.push(step)
  }
  return joined
}

/** The smallest set of things that stands between this release and GO, each with its place, seen from the page of the evidence. */
export function whatFlips(evaluation: Evaluation) {
  const { groups, artifacts, approvals, severity } = evaluation
  const gates = groups
    .flatMap((group) => group.gates)
    .filter((gate) => gateLook(gate).mark === 'no')
    .map((gate) => ({ text: `${gate.title}: ${gateLook(gate).word}`, href: `../#gate-${gate.id}` }))
  const wanted = artifacts
    .filter((artifact) => artifact.required && artifact.outcome !== 'passed')
    .map((artifact) => ({
      text: `${artifact.title}: ${outcomeLook(artifact.outcome).word}`,
      href: '../#artifacts',
    }))
  const roles = approvals
    .filter((each) => each.outcome !== 'approved')
    .map((each) => ({
      text: `approval by ${each.title}: ${each.outcome.replace('-', ' ')}`,
      href: '../#signoff',
    }))
  const risks = severity.blocking.map((id) => ({ text: `risk ${id} is unresolved`, href: `../#r-${id}` }))
  const rest = otherBlockers(evaluation).map((finding) => ({
    text: sentence(finding),
    href: placeOf(finding),
  }))
  return [...gates, ...wanted, ...rest, ...roles, ...risks]
}

/** That one artifact is offered for several gates, its row in the table says. */
function isInEvidence({ code, args }: Finding): boolean {
  const { items } = args
  return code === 'evidence.same_bytes' && Array.isArray(items) && items.length < 2
}

/** Where on the page a blocker that belongs to no gate can be looked into. */
function placeOf({ code, args }: Finding): string {
  if (code.startsWith('tag.')) return '../#trace'
  return /\.(verification_failed|digest_mismatch)$/.test(code) ? `#e-${args['item']}` : '../#artifacts'
}
