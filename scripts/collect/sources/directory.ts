import { LIMITS } from '#parse/limits.ts'
import { readArtifact } from './artifact-files.ts'
import { ABSENT, type Held, pathAmongArtifacts, type Source } from './source.ts'

/** A directory of CI artifacts: `<root>/<tag>/dossier.json`, and evidence by its path below `<root>/<tag>`. */
export function directorySource(root: string): Source {
  const read = (tag: string, path: string, largest: number): Held => {
    const found = readArtifact(root, tag, path, largest)
    return found.kind === 'absent' ? ABSENT : { ...found, path: `${tag}/${path}` }
  }
  return {
    name: 'directory',
    dossier: async ({ tag }) => read(tag, 'dossier.json', LIMITS.dossier.bytes),
    evidence: async ({ tag }, reference) => {
      const path = pathAmongArtifacts(reference)
      return path === null ? null : read(tag, path, LIMITS.evidence.bytes)
    },
  }
}
