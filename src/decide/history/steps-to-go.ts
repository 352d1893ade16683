import type { Evaluation } from '#model/evaluation.ts'
import { type Finding, hasCode } from '#model/finding.ts'
import { blocks } from '../verdict/gates.ts'

/** One thing to put right, with the blockers that go away with it. */
export interface StepToGo {
  kind:
    | 'gate'
    | 'artifact'
    | 'decision'
    | 'type'
    | 'tag'
    | 'checklist'
    | 'profile'
    | 'approval'
    | 'risk'
    | 'attempt'
    | 'log'
    | 'policy'
  /** Id of the gate, artifact, box, role or risk. */
  id: string
  title: string
  blockers: Finding[]
}

/**
 * The smallest set of things that stands between this release and GO, in the order of the decision flow; empty for a GO
 * and for a release that was not assessed. Every blocker belongs to exactly one step: a gate that waits for approvals is
 * the approvals, a ticked box whose artifact is itself a step goes with that artifact.
 */
export function stepsToGo(evaluation: Evaluation): StepToGo[] {
  const steps = new Map<string, StepToGo>()
  for (const blocker of evaluation.blockers) {
    const { kind, id, title } = stepFor(blocker, evaluation)
    const step = steps.get(`${kind} ${id}`) ?? { kind, id, title, blockers: [] }
    step.blockers.push(blocker)
    steps.set(`${kind} ${id}`, step)
  }
  return mergeApprovalGates([...steps.values()])
}

type Named = Omit<StepToGo, 'blockers'>

function stepFor(blocker: Finding, evaluation: Evaluation): Named {
  const [area] = blocker.path
  const id = String(blocker.path[1] ?? '')
  if (area === 'risks') return { kind: 'risk', id, title: String(blocker.args['title']) }
  if (area === 'approvals') return { kind: 'approval', id, title: String(blocker.args['title']) }
  if (area === 'checklist') return ofBox(id, String(blocker.args['item'] ?? ''), evaluation)
  if (area === 'attempts') return { kind: 'attempt', id: 'attempt', title: 'Last attempt' }
  if (area === 'decidedAt') return { kind: 'decision', id: 'decision', title: 'Time of the decision' }
  if (area === 'releaseType') return { kind: 'type', id: 'type', title: 'Release type' }
  if (area === 'tag') return { kind: 'tag', id: 'tag', title: 'Tag' }
  const gate = gateOf(blocker, evaluation)
  if (area === 'log' && !gate) return { kind: 'log', id: 'log', title: 'Breaking changes in the log' }
  if (gate) return { kind: 'gate', id: gate.id, title: gate.title }
  // A part of an artifact goes with the artifact, which its path names.
  const item = area === 'evidence' ? blocker.path[1] : blocker.args['item']
  const artifact = evaluation.artifacts.find((each) => each.name === item)
  if (artifact) return { kind: 'artifact', id: artifact.name, title: artifact.title }
  if (area === 'evidence' && typeof item === 'string') return { kind: 'artifact', id: item, title: item }
  const kind = blocker.code.startsWith('profile.') ? 'profile' : 'policy'
  return { kind, id: kind, title: kind === 'profile' ? 'Certification profile' : 'Policy' }
}

function ofBox(id: string, item: string, evaluation: Evaluation): Named {
  const gates = evaluation.groups.flatMap((group) => group.gates)
  const gate = gates.find((each) => blocks(each) && each.items.some((proof) => proof.name === item))
  if (gate) return { kind: 'gate', id: gate.id, title: gate.title }
  const artifact = evaluation.artifacts.find((each) => each.name === item && each.outcome !== 'passed')
  if (artifact?.required) return { kind: 'artifact', id: artifact.name, title: artifact.title }
  return { kind: 'checklist', id, title: id }
}

/** The gate whose own findings hold the blocker. */
function gateOf(blocker: Finding, evaluation: Evaluation) {
  const gates = evaluation.groups.flatMap((group) => group.gates).filter(blocks)
  return (
    gates.find((gate) => gate.id === blocker.args['gate']) ??
    gates.find((gate) => gate.findings.some((each) => same(each, blocker)))
  )
}

function same(a: Finding, b: Finding): boolean {
  return a === b || (a.code === b.code && JSON.stringify(a.args) === JSON.stringify(b.args))
}

/** A gate that only waits for approvals is no step of its own. */
function mergeApprovalGates(steps: readonly StepToGo[]): StepToGo[] {
  const first = steps.find((step) => step.kind === 'approval')
  if (!first) return [...steps]
  const waiting = steps.filter(waitsForApprovals)
  return steps
    .filter((step) => !waitsForApprovals(step))
    .map((step) =>
      step === first
        ? { ...step, blockers: [...waiting.flatMap((gate) => gate.blockers), ...step.blockers] }
        : step,
    )
}

function waitsForApprovals(step: StepToGo): boolean {
  return step.blockers.every((each) => each.args['rule'] === 'approvals' && each.args['item'] === null)
}

/**
 * Blockers that belong to no gate, role, risk or required artifact: times, the profile, the checklist, the order of artifacts,
 * the last attempt, what the log breaks where no gate asks, the tag's signature, a policy that requires nothing, and changed bytes or a failed comparison of an
 * artifact that nothing asks for.
 */
export function otherBlockers({ blockers }: Evaluation): Finding[] {
  return blockers.filter((blocker) => {
    // A required artifact tells of its comparison itself, and names itself in words.
    const isUnasked = BYTES.some((code) => hasCode(blocker, code)) && blocker.args['artifact'] === undefined
    return isUnasked || /^(attempt|checklist|decision|log|order|policy|profile|tag|type)\./.test(blocker.code)
  })
}

const BYTES = ['artifact.digest_mismatch', 'artifact.verification_failed'] as const
