import { FONT_FAMILY } from './classes.ts'
import { standIn } from './placeholders.ts'

const C4_KINDS =
  'person system system_db system_queue container container_db container_queue component component_db component_queue'

/** What mermaid takes from the settings of a kind of diagram, not from its theme: colors, in stand-ins, and fonts. */
export function kindSettings() {
  return { journey: { titleColor: standIn('ink') }, c4: c4Settings() }
}

/** C4 always writes in white, which is the paper's color here. */
function c4Settings(): Record<string, string> {
  const kinds = C4_KINDS.split(' ').flatMap((kind) => [kind, `external_${kind}`])
  const fonts = ['boundary', 'message'].map((kind) => [`${kind}FontFamily`, FONT_FAMILY])
  return Object.fromEntries(
    kinds
      .flatMap((kind) => {
        const color = standIn(kind.startsWith('external') ? 'hue-7' : 'hue-1')
        const colors = ['bg', 'border'].map((part) => [`${kind}_${part}_color`, color])
        return [...colors, [`${kind}FontFamily`, FONT_FAMILY]]
      })
      .concat(fonts),
  )
}
