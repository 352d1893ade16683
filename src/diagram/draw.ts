import tidyTree from '@mermaid-js/layout-tidy-tree'
import mermaid, { type MermaidConfig } from 'mermaid'
import { CONFIGURATION, DRAFT_ID, MIND_MAPS } from './configuration.ts'
import { freezeClock, seedRandom } from './freeze-clock.ts'
import { problemOf } from './problem.ts'

let current: MermaidConfig | null = null

freezeClock()
mermaid.registerLayoutLoaders(tidyTree)
// Mermaid knows no kinds of diagrams before.
initialize(CONFIGURATION)

/** Mermaid's own drawing, its labels still HTML, its colors placeholders. Rejects with DiagramError. */
export async function draft(source: string): Promise<{ svg: string; type: string }> {
  try {
    initialize(mermaid.detectType(source) === 'mindmap' ? MIND_MAPS : CONFIGURATION)
    seedRandom()
    const { svg, diagramType } = await mermaid.render(DRAFT_ID, source)
    return { svg, type: diagramType }
  } catch (error) {
    // What was refused may have spoiled the settings.
    current = null
    throw problemOf(error, source)
  }
}

/** Costs a tenth of a drawing, so only when something changes. */
function initialize(configuration: MermaidConfig): void {
  if (configuration === current) return
  mermaid.mermaidAPI.globalReset()
  mermaid.initialize(configuration)
  current = configuration
}
