import { resolve } from 'node:path'
import { described, drawFile } from '#diagram/files.ts'
import { fingerprint } from '#diagram/fingerprint.ts'
import { DiagramError, DiagramTooLong } from '#diagram/job.ts'
import type { Diagram, Drawing, Drawings } from '#views/diagrams/diagram.ts'
import { drawnNote, notedDiagrams } from '#views/diagrams/note.ts'
import { evidenceDiagrams, releaseDiagrams } from '#views/release/diagrams.ts'
import type { Assessed, ReleaseInput } from '#views/release/input.ts'
import { links } from './catalog.ts'
import { noteFailure } from './failures.ts'

/** Drawings are kept between builds; their files lie beside the cache of pages, so that neither outlives the other. */
const FOLDERS = {
  cache: resolve(process.env['CATALOG_DRAWINGS'] ?? '.cache/diagrams'),
  files: resolve(process.env['CATALOG_CACHE'] ?? '.cache/astro/dev', 'diagrams'),
}

/** Changes with everything that a drawing depends on besides its source. */
export const renderer: string = fingerprint().slice(0, 8)

/** Draws a diagram, or finds it drawn, and leaves its file for the build. One that cannot be drawn is a reason instead. */
export async function draw({ source, title, description }: Diagram): Promise<Drawing> {
  try {
    const { name, width, height } = await drawFile(source, { title, description }, FOLDERS)
    return { href: links.drawing(name), width, height, alt: title }
  } catch (error) {
    const failed = `This diagram cannot be drawn: ${reasonOf(error)} The text beside it says the same.`
    return { href: '', width: 0, height: 0, alt: title, failed }
  }
}

/** The first line of what is wrong with a source; of a fault that is not its own only that there is one. */
function reasonOf(error: unknown): string {
  if (error instanceof DiagramError) return `${error.message.split('\n', 1)}`
  noteFailure('a diagram', error)
  return 'the program that draws failed.'
}

/** A release with all that its page shows as drawings; the Mermaid in its notes too, as far as that can be drawn. */
export async function withDrawings(input: Omit<ReleaseInput, 'drawings'>): Promise<ReleaseInput> {
  const { record } = input
  const { summary, releaseNotes, compatibilityNotes } = record.notes
  const notes = {
    summary: await noteWithDrawings(summary),
    releaseNotes: await noteWithDrawings(releaseNotes),
    compatibilityNotes: await noteWithDrawings(compatibilityNotes),
  }
  return { ...input, record: { ...record, notes }, drawings: await drawAll(releaseDiagrams(input)) }
}

/** The same for the page of its evidence, which shows no notes. */
export async function withEvidenceDrawings(input: Omit<Assessed, 'drawings'>): Promise<Assessed> {
  return { ...input, drawings: await drawAll(evidenceDiagrams(input)) }
}

async function drawAll(diagrams: ReadonlyMap<string, Diagram>): Promise<Drawings> {
  const drawn = [...diagrams].map(async ([place, diagram]) => [place, await draw(diagram)] as const)
  return new Map(await Promise.all(drawn))
}

/** Notes are by strangers: what cannot be drawn stays as it is, with the reason, and nothing fails. */
async function noteWithDrawings(html: string | null): Promise<string | null> {
  const sources = notedDiagrams(html)
  if (html === null || sources.length === 0) return html
  const drawn = sources.map(async ({ source, refusal }) => refusal ?? (await drawNoted(source)))
  return drawnNote(html, await Promise.all(drawn))
}

async function drawNoted(source: string): Promise<Drawing | string> {
  if (slow >= MOST_SLOW) {
    noteFailure('a diagram in notes', new Error(TOO_SLOW))
    return TOO_SLOW
  }
  try {
    const { title, description } = described(source, 'Diagram in the notes')
    const { name, width, height } = await drawFile(source, { title, description }, FOLDERS, FOREIGN)
    return { href: links.drawing(name), width, height, alt: title }
  } catch (error) {
    if (error instanceof DiagramTooLong) slow += 1
    return `This diagram cannot be drawn: ${reasonOf(error)}`
  }
}

/** Milliseconds for a diagram of strangers; ours take some hundred. What took longer is remembered, and not tried again. */
const FOREIGN = 15_000

/** Of diagrams that took too long a build tries so many: then the time is better spent on pages. */
const MOST_SLOW = 20
let slow = 0
const TOO_SLOW =
  'This diagram is not drawn: too many others took too long to draw. The next build tries again.'
