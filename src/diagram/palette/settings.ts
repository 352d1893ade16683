import { standIn } from './stand-in.ts'

const C4_KINDS =
  'person system system_db system_queue container container_db container_queue component component_db component_queue'

/** Colors that mermaid takes from the settings of a kind of diagram, not from its theme, in stand-ins. */
export function settingColors() {
  return { journey: { titleColor: standIn('ink') }, c4: c4Colors() }
}

/** C4 always writes in white, which is the paper's color here. */
function c4Colors(): Record<string, string> {
  const kinds = C4_KINDS.split(' ').flatMap((kind) => [kind, `external_${kind}`])
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const color = standIn(kind.startsWith('external') ? 'hue-7' : 'hue-1')
      return ['bg', 'border'].map((part) => [`${kind}_${part}_color`, color])
    }),
  )
}
