import type { ChecklistItem } from '#model/dossier-acts.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { sortFindings } from '../lib/findings.ts'
import { openClause } from './artifacts.ts'
import { isChecklistFile } from './checklist-file.ts'
import { demandsOf, type EvaluationContext, named, type Violations } from './evaluation-context.ts'
import { assessEvidence } from './proof.ts'

/**
 * The dossier's checklist. "A tick is not evidence": a ticked box counts when the artifact it names passed, by a gate's or
 * requirement's judgement or by its own [002]. Required boxes that are not ticked or not proven block.
 * @param passed gives the names of the artifacts that passed somewhere in this evaluation.
 */
export function judgeChecklist(context: EvaluationContext, passed: () => ReadonlySet<string>): Violations {
  const complaints: Violations = { blockers: [], findings: [] }
  const { checklist } = context.dossier
  const proven = checklist.length > 0 ? passed() : new Set<string>()
  for (const box of checklist) {
    const trouble = troubleWith(box, context, proven)
    if (trouble) complaints[box.required ? 'blockers' : 'findings'].push(trouble)
  }
  complaints.findings.push(...onlyTicked(context, passed))
  return { blockers: sortFindings(complaints.blockers), findings: sortFindings(complaints.findings) }
}

/** What a checklist file ticks and no box of the dossier shows by another artifact: "Re-run the actual gate" [002]. */
function onlyTicked(context: EvaluationContext, passed: () => ReadonlySet<string>): Finding[] {
  const files = context.items.filter((item) => isChecklistFile(item) && item.status === 'passed')
  if (files.length === 0) return []
  const own = new Set(files.map(({ name }) => name))
  const boxes = context.dossier.checklist.filter(
    ({ result, evidence }) => result && evidence !== undefined && !own.has(evidence),
  )
  const proven = boxes.length > 0 ? passed() : new Set<string>()
  const shown = new Set(
    boxes.filter((box) => troubleWith(box, context, proven) === null).map(({ name }) => name),
  )
  return files.flatMap(({ name, cases = [] }) => {
    const checks = cases.map((each) => each.name).filter((check) => !shown.has(check))
    if (checks.length === 0) return []
    const args = { item: name, total: checks.length, checks: checks.slice(0, 20) }
    return [finding('dpone.only_ticked', args, ['evidence', name])]
  })
}

/**
 * True when something that a dossier says is shown by the artifact that it names: it passed at a gate or as a requirement,
 * or it says so itself, readable, trusted and of this code.
 */
export function isProven(name: string, context: EvaluationContext, passed: ReadonlySet<string>): boolean {
  return passed.has(name) || passesAlone(name, context)
}

function troubleWith(
  box: ChecklistItem,
  context: EvaluationContext,
  passed: ReadonlySet<string>,
): Finding | null {
  if (!box.result) return box.required ? aboutBox('checklist.not_passed', box) : null
  if (box.evidence === undefined) return aboutBox('checklist.unproven', box)
  return isProven(box.evidence, context, passed) ? null : aboutBox('checklist.unproven', box)
}

function passesAlone(name: string, context: EvaluationContext): boolean {
  const demands = { ...demandsOf(context, { id: name, requireVerified: false }), reworkedSince: null }
  const items = named(context, name)
  return (
    items.length > 0 &&
    items.every((item) => assessEvidence(item, [openClause(item)], demands).item.outcome === 'passed')
  )
}

function aboutBox(code: string, { name, area, evidence, requiredProof }: ChecklistItem): Finding {
  const args = { check: name, area, item: evidence ?? null, proof: requiredProof ?? null }
  return finding(code, args, ['checklist', name])
}
