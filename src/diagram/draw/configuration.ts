import type { MermaidConfig } from 'mermaid'
import { classStyles, FONT_FAMILY, FONT_SIZE } from '../palette/classes.ts'
import { kindSettings } from '../palette/settings.ts'
import { themeColors } from '../palette/theme.ts'

/** Id of the drawing while it is made; replaced at the end. */
export const DRAFT_ID = 'draft'

/** What a source must not set for itself: how safe the output is, that it is the same each time, and how it looks. */
const OURS = `secure securityLevel startOnLoad maxTextSize maxEdges suppressErrorRendering theme themeVariables themeCSS
  fontFamily altFontFamily fontSize htmlLabels look deterministicIds deterministicIDSeed handDrawnSeed dompurifyConfig
  arrowMarkerAbsolute darkMode forceLegacyMathML legacyMathML logLevel`

/** Mermaid's settings: safe, the same each time, in the palette's stand-ins. */
export const CONFIGURATION = {
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
  ...kindSettings(),
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
} satisfies MermaidConfig

/** Mermaid's own layout of mind maps begins by chance, and one changed letter moves everything. */
export const MIND_MAPS = { ...CONFIGURATION, layout: 'tidy-tree' } satisfies MermaidConfig
