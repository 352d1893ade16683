import { hash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.ts'
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

/** Draws a source, or finds it drawn, and leaves its file. Rejects with DiagramError when the source is at fault. */
export async function drawFile(
  source: string,
  options: DiagramOptions,
  { cache, files }: DiagramFolders,
): Promise<DiagramFile> {
  const { svg, hash, width, height } = await drawCached(source, options, cache)
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
 * same source, options and renderer. The folder is made when needed; several processes may share it.
 */
export function drawCached(
  source: string,
  options: DiagramOptions,
  folder: string,
): Promise<RenderedDiagram> {
  const { title, description } = options
  const key = hash('sha256', JSON.stringify([fingerprint(), source, title, description]))
  const file = join(folder, `${key}.json`)
  const known = drawing.get(file)
  if (known) return known
  const diagram = kept(file).then((found) => found ?? draw(file, source, options, folder))
  drawing.set(file, diagram)
  diagram.catch(() => drawing.delete(file))
  return diagram
}

async function draw(
  file: string,
  source: string,
  options: DiagramOptions,
  folder: string,
): Promise<RenderedDiagram> {
  const diagram = await render(source, options)
  await mkdir(folder, { recursive: true })
  const aside = join(folder, `.${randomUUID()}`)
  await writeFile(aside, JSON.stringify(diagram))
  await rename(aside, file)
  return diagram
}

/** What was kept; null for a file that is missing, broken, or not what its name says. */
async function kept(file: string): Promise<RenderedDiagram | null> {
  try {
    const diagram: RenderedDiagram = JSON.parse(await readFile(file, 'utf8'))
    return hash('sha256', diagram.svg).startsWith(diagram.hash) && diagram.hash.length === 16 ? diagram : null
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
