import type { ChecklistItem } from '#model/dossier-acts.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { sortFindings } from '../lib/findings.ts'
import { openClause } from './artifacts.ts'
import { weigh } from './assess-evidence.ts'
import { type Case, type Complaints, named } from './evaluation-context.ts'

/**
 * The dossier's checklist. "A tick is not evidence": a ticked box counts when the artifact it names passed, by a gate's or
 * requirement's judgement or by its own [002]. Required boxes that are not ticked or not proven block.
 * @param passed gives the names of the artifacts that passed somewhere in this evaluation.
 */
export function judgeChecklist(release: Case, passed: () => ReadonlySet<string>): Complaints {
  const complaints: Complaints = { blockers: [], findings: [] }
  const { checklist } = release.dossier
  const proven = checklist.length > 0 ? passed() : new Set<string>()
  for (const box of checklist) {
    const trouble = troubleWith(box, release, proven)
    if (trouble) complaints[box.required ? 'blockers' : 'findings'].push(trouble)
  }
  return { blockers: sortFindings(complaints.blockers), findings: sortFindings(complaints.findings) }
}

function troubleWith(box: ChecklistItem, release: Case, passed: ReadonlySet<string>): Finding | null {
  if (!box.result) return box.required ? aboutBox('checklist.not_passed', box) : null
  if (box.evidence === undefined) return aboutBox('checklist.unproven', box)
  const proven = passed.has(box.evidence) || passesAlone(box.evidence, release)
  return proven ? null : aboutBox('checklist.unproven', box)
}

function passesAlone(name: string, release: Case): boolean {
  const demands = { at: release.at, reworkedSince: null, requireVerified: false }
  const items = named(release, name)
  return (
    items.length > 0 &&
    items.every((item) => weigh(item, [openClause(item)], demands).item.outcome === 'passed')
  )
}

function aboutBox(code: string, { name, area, evidence, requiredProof }: ChecklistItem): Finding {
  const args = { check: name, area, item: evidence ?? null, proof: requiredProof ?? null }
  return finding(code, args, ['checklist', name])
}
