import { count, sentenceList } from '#messages/format.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import { type CriticalPath, criticalText } from './critical.ts'

/** One of the four readiness questions [000], with its answer from data. */
export interface Question {
  id: string
  layer: string
  question: string
  answer: string
  /** Where the answer can be looked into. */
  more: { text: string; href: string } | null
}

interface Asked {
  /** Name of the release; null for a service of which no release was assessed. */
  release: string | null
  dossier: {
    path: string
    owners: number
    artifacts: number
    passed: number
    required: number
    satisfied: number
  } | null
  parts: readonly { path: string; isolateFor: readonly string[] }[]
  /** What is known of the boundary itself. */
  isolation: string
  paths: readonly CriticalPath[]
  approvals: readonly ApprovalOutcome[]
  links: { evidence: string; isolation: string; critical: string; signoff: string }
}

/**
 * The four questions of readiness, by layer: what makes a release reviewable, which parts deserve a boundary, what each
 * critical path carries, how sign-off works. Nothing known is an answer too, and says so.
 */
export function readinessQuestions(asked: Asked): Question[] {
  const { links, release } = asked
  const name = release ?? 'a release of it'
  return [
    {
      id: 'release-artifact-layer',
      layer: 'Release artifact layer',
      question: `Which artifact makes ${name} reviewable?`,
      answer: artifactAnswer(asked),
      more: release === null ? null : { text: 'Its evidence', href: links.evidence },
    },
    {
      id: 'service-isolation-layer',
      layer: 'Service isolation layer',
      question: 'Which parts deserve release boundaries of their own first?',
      answer: isolationAnswer(asked),
      more: { text: 'How the next boundary is chosen', href: links.isolation },
    },
    {
      id: 'reliability-layer',
      layer: 'Reliability layer',
      question: `What must each critical path carry before ${name} moves forward?`,
      answer:
        asked.paths.length === 0
          ? 'Not shown: no release with a dossier was judged.'
          : `${criticalText(asked.paths)}.`,
      more: asked.paths.length === 0 ? null : { text: 'Each with its evidence', href: links.critical },
    },
    {
      id: 'stakeholder-layer',
      layer: 'Stakeholder layer',
      question: 'Who has to sign off?',
      answer: signoffAnswer(asked.approvals, release),
      more: release === null ? null : { text: 'Sign-off', href: links.signoff },
    },
  ]
}

function artifactAnswer({ dossier }: Asked): string {
  if (dossier === null) return 'None: there is no dossier, so there is nothing to review but the tag.'
  const { path, owners, artifacts, passed, required, satisfied } = dossier
  return `Its dossier, ${path}: it names ${count(owners, 'owner')} and ${count(artifacts, 'artifact')}, of which ${passed} passed, and ${satisfied} of ${count(required, 'required gate')} hold.`
}

function isolationAnswer({ parts, isolation }: Asked): string {
  if (parts.length === 0) return `No open hot spot asks for one. ${isolation}`
  const named = parts
    .slice(0, NAMED)
    .map(({ path, isolateFor }) =>
      isolateFor.length > 0 ? `${path} (for ${sentenceList(isolateFor)})` : path,
    )
  const rest = parts.length - named.length
  return `${sentenceList(rest > 0 ? [...named, count(rest, 'other')] : named)}. ${isolation}`
}

const NAMED = 3

function signoffAnswer(approvals: readonly ApprovalOutcome[], release: string | null): string {
  if (release === null) return 'Not shown: no release with a dossier was judged.'
  if (approvals.length === 0) return 'Nobody: the policy asks for no approval.'
  const said = approvals.map(({ title, outcome, approvers }) =>
    outcome === 'approved'
      ? `${title}: ${sentenceList(approvers)}`
      : `${title}: ${outcome.replaceAll('-', ' ')}`,
  )
  return `${said.join('; ')}. Each approval binds the dossier it was given for.`
}
