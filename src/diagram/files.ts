import { hash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.ts'
import { DiagramError } from './job.ts'
import { type DiagramOptions, type RenderedDiagram, render } from './render.ts'

export interface DiagramFolders {
  /** Drawings by what they were drawn from, kept between builds. */
  cache: string
  /** Drawings by their content, `<hash>.svg`, for whoever publishes them. */
  files: string
}

/** A drawing as a file: its name in `files`, and its natural size in whole px. */
export interface DiagramFile {
  name: string
  width: number
  height: number
}

/**
 * Draws a source, or finds it drawn, and leaves its file. Rejects with DiagramError when the source is at fault.
 * @param limit longest time for it, in milliseconds.
 */
export async function drawFile(
  source: string,
  options: DiagramOptions,
  { cache, files }: DiagramFolders,
  limit?: number,
): Promise<DiagramFile> {
  const { svg, hash, width, height } = await drawCached(source, options, cache, limit)
  const name = `${hash}.svg`
  const path = join(files, name)
  if (!existsSync(path)) {
    mkdirSync(files, { recursive: true })
    writeFileSync(`${path}.new`, svg)
    renameSync(`${path}.new`, path)
  }
  return { name, width: Math.ceil(width), height: Math.ceil(height) }
}

const drawing = new Map<string, Promise<RenderedDiagram>>()

/**
 * As `render`, but draws nothing that was drawn before: by this process, or by any that used the same folder, with the
 * same source, options and renderer; what was refused before is refused again. The folder is made when needed; several processes may share it.
 */
export function drawCached(
  source: string,
  options: DiagramOptions,
  folder: string,
  limit?: number,
): Promise<RenderedDiagram> {
  const { title, description } = options
  const key = hash('sha256', JSON.stringify([fingerprint(), source, title, description]))
  const file = join(folder, `${key}.json`)
  const known = drawing.get(file)
  if (known) return known
  const diagram = kept(file).then((found) => found ?? draw(file, source, options, folder, limit))
  drawing.set(file, diagram)
  diagram.catch(() => drawing.delete(file))
  return diagram
}

async function draw(
  file: string,
  source: string,
  options: DiagramOptions,
  folder: string,
  limit?: number,
): Promise<RenderedDiagram> {
  try {
    const diagram = await render(source, options, limit)
    await keep(folder, file, diagram)
    return diagram
  } catch (error) {
    // What cannot be drawn, or not in time, costs its time once.
    if (error instanceof DiagramError) await keep(folder, file, { refused: error.message, line: error.line })
    throw error
  }
}

type Refused = { refused: string; line: number | null }

async function keep(folder: string, file: string, made: RenderedDiagram | Refused): Promise<void> {
  await mkdir(folder, { recursive: true })
  const aside = join(folder, `.${randomUUID()}`)
  await writeFile(aside, JSON.stringify(made))
  await rename(aside, file)
}

/** What was kept; null for a file that is missing, broken, or not what its name says. Rejects as it did when it was kept. */
async function kept(file: string): Promise<RenderedDiagram | null> {
  const made = await parsed(file)
  if (made === null) return null
  if ('refused' in made) throw new DiagramError(made.refused, made.line)
  return typeof made.svg === 'string' &&
    hash('sha256', made.svg).startsWith(made.hash) &&
    made.hash.length === 16
    ? made
    : null
}

async function parsed(file: string): Promise<RenderedDiagram | Refused | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}

/** Title and description that an author wrote into a source, or what stands in for them. */
export function described(source: string, fallback: string): { title: string; description: string } {
  const title = TITLE.exec(source)?.[1]?.trim()
  const description = (DESCRIPTION.exec(source)?.slice(1) ?? []).find(Boolean)?.trim()
  return { title: title || fallback, description: description?.replaceAll(/\s+/g, ' ') ?? '' }
}

const TITLE = /^\s*accTitle\s*:\s*(.+)$/m
const DESCRIPTION = /^\s*accDescr\s*(?::\s*(.+)|\{([^}]*)\})$/m
