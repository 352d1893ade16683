import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Release, Sample, Story } from './story.ts'

/** Evidence as other tools write it, by `service/version/path`. */
export type Files = ReadonlyMap<string, Buffer>

/** Reads all files below `folder`, byte for byte. */
export function readFiles(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]))
}

/** The files of one release by their place in its tree, also those that no artifact names: lists lead to them. */
export function filesOf(story: Story, release: Release, sample: Sample): Map<string, Buffer> {
  const prefix = `${story.service}/${release.version}/`
  return new Map(
    [...sample.files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, bytes]) => [placeOf(story, path.slice(prefix.length)), bytes]),
  )
}

/** Where a file of a release lies in its tree. */
export function placeOf(story: Story, file: string): string {
  return `release/${story.service}/evidence/files/${file}`
}
