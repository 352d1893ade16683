import { expect, test } from 'vitest'
import { openWindow } from '#diagram/dom/window.ts'
import { colorOf } from '#diagram/palette/placeholders.ts'

openWindow()
const { draft } = await import('#diagram/draw.ts')
const { default: mermaid } = await import('mermaid')

/** Where mermaid computes: `rgb(…)` or a word is a color as much as `#…` is. */
const COLOR = /^(#|rgb|hsl|[a-z]{3,}$)/i
const NO_COLOR = /^(normal|base|classic|bold|transparent|drop-shadow.*)$/

/** Each color of mermaid's theme, with the way to it. */
function colors(theme: object, path = ''): [string, string][] {
  return Object.entries(theme).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'object' && value) return colors(value, `${path}${name}.`)
    if (typeof value !== 'string' || !COLOR.test(value) || NO_COLOR.test(value)) return []
    return value.split(',').map((each) => [path + name, each])
  })
}

test('mermaid derives no color of its own', async () => {
  await draft('pie\n "a": 1')
  const all = colors(mermaid.mermaidAPI.getSiteConfig().themeVariables)
  expect(all.length).toBeGreaterThan(200)
  expect(all.filter(([, color]) => colorOf(color) === null)).toEqual([])
})
