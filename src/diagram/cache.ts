import { hash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.ts'
import { type Diagram, type DiagramOptions, render } from './render.ts'

const drawing = new Map<string, Promise<Diagram>>()

/**
 * As `render`, but draws nothing that was drawn before: by this process, or by any that used the same folder, with the
 * same source, options and renderer. The folder is made when needed; several processes may share it.
 */
export function drawCached(source: string, options: DiagramOptions, folder: string): Promise<Diagram> {
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

async function draw(file: string, source: string, options: DiagramOptions, folder: string): Promise<Diagram> {
  const diagram = await render(source, options)
  await mkdir(folder, { recursive: true })
  const aside = join(folder, `.${randomUUID()}`)
  await writeFile(aside, JSON.stringify(diagram))
  await rename(aside, file)
  return diagram
}

/** What was kept; null for a file that is missing, broken, or not what its name says. */
async function kept(file: string): Promise<Diagram | null> {
  try {
    const diagram: Diagram = JSON.parse(await readFile(file, 'utf8'))
    return hash('sha256', diagram.svg).startsWith(diagram.hash) && diagram.hash.length === 16 ? diagram : null
  } catch {
    return null
  }
}
