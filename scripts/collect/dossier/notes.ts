import type { Dossier } from '#model/dossier.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { markdownToSafeHtml } from './markdown.ts'

/** The Markdown parts of a dossier as HTML that is safe to put on a page. */
export async function renderNotes(dossier: Dossier): Promise<ReleaseRecord['notes']> {
  return {
    summary: await render(dossier.summary),
    releaseNotes: await render(dossier.releaseNotes?.text),
    compatibilityNotes: await render(dossier.compatibilityNotes?.text),
  }
}

const rendered = new Map<string, string>()
const MOST_REMEMBERED = 500

/** Releases repeat each other's notes: each distinct text is rendered once. */
async function render(text: string | undefined): Promise<string | null> {
  if (text === undefined) return null
  const known = rendered.get(text)
  if (known !== undefined) return known
  if (rendered.size >= MOST_REMEMBERED) rendered.clear()
  const html = await markdownToSafeHtml(text)
  rendered.set(text, html)
  return html
}
