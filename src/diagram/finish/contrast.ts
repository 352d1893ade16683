import { COLORS } from '../palette/colors.ts'

const GROUPS = 'g.node, g.cluster, g.statediagram-state, g.actor, g[class*="section"]'
const DARK_NAMES =
  /^(black|navy|blue|green|red|maroon|purple|teal|gr[ae]y|brown|indigo|crimson|firebrick|chocolate|sienna|dark(?!seagreen|khaki|salmon)|dim|midnight|forest|royal|steel|slate|rebecca|saddle|sea)/
/** Where white and black are equally legible on a color: its relative luminance [WCAG 2.2, contrast ratio]. */
const MIDDLE = 0.179

const isOurs = (color: string | undefined) => color !== undefined && /^(var|color-mix)\(/.test(color)

/**
 * A fill that the source sets is the same in light and dark; so must be the text on it. For a drawing that already has the
 * palette's colors.
 */
export function contrastLabels(svg: Element): void {
  for (const group of svg.querySelectorAll(GROUPS)) {
    const fill = [...group.querySelectorAll(':scope > [style], :scope > g > [style]')]
      .filter(({ localName }) => localName !== 'text' && localName !== 'g')
      .map((shape) => property(shape, 'fill'))
      .find((color) => color && !/^(none|transparent)$/.test(color) && !isOurs(color))
    if (!fill) continue
    const ink = isDark(fill) ? COLORS.sheet[0] : COLORS.ink[0]
    for (const text of group.querySelectorAll('text')) {
      const style = text.getAttribute('style') ?? ''
      if (isOurs(property(text, 'fill')))
        text.setAttribute('style', style.replace(/fill:[^;]*/, `fill:${ink}`))
    }
  }
}

/**
 * Areas of a sequence that the source colors lie below text of no group of theirs: where the theme is not theirs, they become a
 * hint of themselves.
 */
export function softenAreas(svg: Element): void {
  for (const area of svg.querySelectorAll('rect.rect[fill]')) {
    const color = area.getAttribute('fill') ?? ''
    if (isOurs(color) || /^(none|transparent)$/i.test(color)) continue
    const hint = `color-mix(in srgb,${color} 20%,var(--paper))`
    area.setAttribute('fill', isDark(color) ? `light-dark(${hint},${color})` : `light-dark(${color},${hint})`)
  }
}

function property(element: Element, name: string): string | undefined {
  const match = new RegExp(`(?:^|;)\\s*${name}\\s*:([^;!]*)`).exec(element.getAttribute('style') ?? '')
  return match?.[1]?.trim().toLowerCase()
}

function isDark(color: string): boolean {
  const numbers = color.startsWith('rgb') ? (color.match(/\d+/g)?.map(Number) ?? []) : hexadecimal(color)
  if (numbers.length < 3) return DARK_NAMES.test(color)
  const [red = 0, green = 0, blue = 0] = numbers.map((n) => {
    const share = n / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < MIDDLE
}

function hexadecimal(color: string): number[] {
  if (!color.startsWith('#')) return []
  const digits = color.length < 7 ? color.slice(1).replace(/./g, '$&$&') : color.slice(1)
  return [0, 2, 4].map((n) => Number.parseInt(digits.slice(n, n + 2), 16))
}
