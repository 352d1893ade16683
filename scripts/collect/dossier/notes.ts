import type { Dossier } from '../../../src/model/dossier.ts'
import type { ReleaseRecord } from '../../../src/model/release.ts'
import { markdownToSafeHtml } from './markdown.ts'

/** The Markdown parts of a dossier as HTML that is safe to put on a page. */
export function renderNotes({ summary, releaseNotes, compatibilityNotes }: Dossier): ReleaseRecord['notes'] {
  return {
    summary: render(summary),
    releaseNotes: render(releaseNotes?.text),
    compatibilityNotes: render(compatibilityNotes?.text),
  }
}

const rendered = new Map<string, string>()
const MOST_REMEMBERED = 500

/** Releases repeat each other's notes: each distinct text is rendered once. */
function render(text: string | undefined): string | null {
  if (text === undefined) return null
  const known = rendered.get(text)
  if (known !== undefined) return known
  if (rendered.size >= MOST_REMEMBERED) rendered.clear()
  const html = markdownToSafeHtml(text)
  rendered.set(text, html)
  return html
}
