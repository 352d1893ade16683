import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawCached } from './cache.ts'
import type { DiagramOptions } from './render.ts'

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
