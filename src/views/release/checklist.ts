import type { StatusLook } from '../outcome.ts'
import { type Assessed, evidenceByName } from './input.ts'

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
      /** On the page of the evidence, where the list stands. */
      href: item.evidence && evidence.has(item.evidence) ? `#e-${item.evidence}` : null,
      look: !item.result ? OPEN : status === 'passed' ? PROVED : TICKED,
    }
  })
  const covered = new Set(items.map((item) => item.area))
  return { items, uncovered: [...proofOf.keys()].filter((area) => !covered.has(area)) }
}
