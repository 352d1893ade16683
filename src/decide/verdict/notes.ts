import type { Dossier } from '#model/dossier.ts'
import type { Outcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { sortFindings } from '../lib/findings.ts'

/** What is to be said of one of the dossier's notes. */
export interface NotesVerdict {
  outcome: Outcome
  findings: Finding[]
}

/** Notes count when they are there and complete: drafted is not complete [003]. */
export function judgeNotes(gate: string, notes: Dossier['releaseNotes'], member: string): NotesVerdict {
  if (!notes) return { outcome: 'missing', findings: [finding('gate.notes_missing', { gate }, [member])] }
  if (notes.status === 'complete') return { outcome: 'passed', findings: [] }
  return {
    outcome: 'failed',
    findings: [finding('gate.notes_drafted', { gate }, [member, 'status'])],
  }
}

/**
 * The compatibility notes must reconcile with the breaking changes [003]: every change that the dossier lists is told
 * in the notes, word for word, and every line of the notes that is marked `BREAKING:` tells a listed change. Case and
 * white space do not matter.
 */
export function reconcile(gate: string, dossier: Dossier): NotesVerdict {
  const text = dossier.compatibilityNotes?.text ?? ''
  const told = fold(text)
  const changes = dossier.breakingChanges.map((change) => change.what)
  const untold = changes.filter((what) => !told.includes(fold(what)))
  const marked = text.split(/\r\n|\r|\n/).filter((line) => line.includes('BREAKING:'))
  const unlisted = marked.filter((line) => !changes.some((what) => fold(line).includes(fold(what))))
  const findings = [
    ...untold.map((what) => finding('gate.change_not_told', { gate, what }, ['breakingChanges'])),
    ...unlisted.map((line) =>
      finding('gate.change_not_listed', { gate, what: shorten(line) }, ['compatibilityNotes', 'text']),
    ),
  ]
  return { outcome: findings.length > 0 ? 'failed' : 'passed', findings: sortFindings(findings) }
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}

function shorten(line: string): string {
  const text = line.replace(/\s+/g, ' ').trim()
  return text.length > 200 ? `${text.slice(0, 199).toWellFormed()}…` : text
}
