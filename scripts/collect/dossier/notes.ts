import { openJobWorker, WorkerFault } from '#lib/job-worker.ts'
import type { Dossier } from '#model/dossier.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'

type Notes = ReleaseRecord['notes']

/** Far more than any text within the limits of `markdown.ts` takes, so that a slow machine makes no difference. */
const LIMITS = { seconds: 30, megabytes: 512 }

const worker = openJobWorker<string, string>(new URL('./notes-worker.ts', import.meta.url), LIMITS)

/**
 * The Markdown parts of a dossier → HTML that is safe to put on a page; null for parts that it does not have. A part that
 * makes the renderer fail is a finding, and has no HTML. Rendered in a thread with limits of time and memory.
 */
export async function renderNotes(dossier: Dossier): Promise<{ notes: Notes; findings: Finding[] }> {
  const findings: Finding[] = []
  const part = async (name: string, text: string | undefined) => {
    if (text === undefined) return null
    try {
      return await render(text)
    } catch (error) {
      if (!(error instanceof WorkerFault)) throw error
      findings.push(finding('internal.notes_failed', { part: name, what: error.message }, [name]))
      return null
    }
  }
  const notes = {
    summary: await part('summary', dossier.summary),
    releaseNotes: await part('releaseNotes', dossier.releaseNotes?.text),
    compatibilityNotes: await part('compatibilityNotes', dossier.compatibilityNotes?.text),
  }
  return { notes, findings }
}

const rendered = new Map<string, Promise<string>>()
const MOST_REMEMBERED = 500

/** Releases repeat each other's notes: each distinct text is rendered once. */
function render(text: string): Promise<string> {
  const known = rendered.get(text)
  if (known !== undefined) return known
  if (rendered.size >= MOST_REMEMBERED) rendered.clear()
  const html = worker.ask(text)
  rendered.set(text, html)
  html.catch(() => rendered.delete(text))
  return html
}
