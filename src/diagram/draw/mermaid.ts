import tidyTree from '@mermaid-js/layout-tidy-tree'
import mermaid from 'mermaid'
import { CONFIGURATION, DRAFT_ID, MIND_MAPS } from './configuration.ts'
import { seedRandom } from './random.ts'

mermaid.registerLayoutLoaders(tidyTree)
// Mermaid knows no kinds of diagrams before.
mermaid.initialize(CONFIGURATION)

/** Mermaid's own drawing, its labels still HTML, its colors stand-ins. Rejects with whatever mermaid throws. */
export async function draft(source: string): Promise<{ svg: string; type: string }> {
  // A directive that was refused can spoil the settings of the next drawing.
  mermaid.mermaidAPI.globalReset()
  mermaid.initialize(mermaid.detectType(source) === 'mindmap' ? MIND_MAPS : CONFIGURATION)
  seedRandom()
  const { svg, diagramType } = await mermaid.render(DRAFT_ID, source)
  return { svg, type: diagramType }
}
