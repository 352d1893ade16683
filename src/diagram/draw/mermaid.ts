import tidyTree from '@mermaid-js/layout-tidy-tree'
import mermaid from 'mermaid'
import { classStyles, FONT_FAMILY, FONT_SIZE } from '../palette/classes.ts'
import { settingColors } from '../palette/settings.ts'
import { themeColors } from '../palette/theme.ts'
import { seedRandom } from './random.ts'

/** Id of the drawing while it is made; replaced at the end. */
export const DRAFT_ID = 'draft'

/** What a source must not set for itself: how safe the output is, that it is the same each time, and how it looks. */
const OURS = `secure securityLevel startOnLoad maxTextSize maxEdges suppressErrorRendering theme themeVariables themeCSS
  fontFamily altFontFamily fontSize htmlLabels look deterministicIds deterministicIDSeed handDrawnSeed dompurifyConfig
  arrowMarkerAbsolute darkMode forceLegacyMathML legacyMathML logLevel`

const CONFIGURATION = {
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  logLevel: 'fatal',
  theme: 'base',
  look: 'classic',
  // Mermaid's own SVG labels are misplaced in browsers too; these are made into text afterwards.
  htmlLabels: true,
  fontFamily: FONT_FAMILY,
  fontSize: FONT_SIZE,
  deterministicIds: true,
  deterministicIDSeed: DRAFT_ID,
  handDrawnSeed: 1,
  gantt: { useWidth: 1000 },
  ...settingColors(),
  themeVariables: {
    fontFamily: FONT_FAMILY,
    fontSize: `${FONT_SIZE}px`,
    darkMode: false,
    useGradient: false,
    pieOpacity: '1',
    ...themeColors(),
  },
  themeCSS: classStyles(),
  secure: OURS.split(/\s+/),
} as const

mermaid.registerLayoutLoaders(tidyTree)

/** Mermaid's own drawing, its labels still HTML, its colors stand-ins. Rejects with whatever mermaid throws. */
export async function draft(source: string): Promise<{ svg: string; type: string }> {
  // A directive that was refused can spoil the settings of the next drawing.
  mermaid.mermaidAPI.globalReset()
  mermaid.initialize({ ...CONFIGURATION, secure: [...CONFIGURATION.secure] })
  seedRandom()
  const { svg, diagramType } = await mermaid.render(DRAFT_ID, source)
  return { svg, type: diagramType }
}
