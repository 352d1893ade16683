import type { MermaidConfig } from 'mermaid'
import { classStyles, FONT_FAMILY, FONT_SIZE } from './palette/classes.ts'
import { placeholder } from './palette/placeholders.ts'
import { themeColors } from './palette/theme.ts'

const C4_KINDS =
  'person system system_db system_queue container container_db container_queue component component_db component_queue'

/** Id of the drawing while it is made; replaced at the end. */
export const DRAFT_ID = 'draft'

/** What a source must not set for itself: how safe the output is, that it is the same each time, and how it looks. */
const OURS = `secure securityLevel startOnLoad maxTextSize maxEdges suppressErrorRendering theme themeVariables themeCSS
  fontFamily altFontFamily fontSize htmlLabels look deterministicIds deterministicIDSeed handDrawnSeed dompurifyConfig
  arrowMarkerAbsolute darkMode forceLegacyMathML legacyMathML logLevel`

/** Mermaid's settings: safe, the same each time, in the palette's placeholders. */
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

/** What mermaid takes from the settings of a kind of diagram, not from its theme: colors, in placeholders, and fonts. */
function kindSettings() {
  return { journey: { titleColor: placeholder('ink') }, c4: c4Settings() }
}

/** C4 always writes in white, which is the paper's color here. */
function c4Settings(): Record<string, string> {
  const kinds = C4_KINDS.split(' ').flatMap((kind) => [kind, `external_${kind}`])
  const fonts = ['boundary', 'message'].map((kind) => [`${kind}FontFamily`, FONT_FAMILY])
  return Object.fromEntries(
    kinds
      .flatMap((kind) => {
        const color = placeholder(kind.startsWith('external') ? 'hue-7' : 'hue-1')
        const colors = ['bg', 'border'].map((part) => [`${kind}_${part}_color`, color])
        return [...colors, [`${kind}FontFamily`, FONT_FAMILY]]
      })
      .concat(fonts),
  )
}
