import { describe, expect, test } from 'vitest'
import { COLORS, type ColorName } from '#diagram/palette/colors.ts'
import { colorOf, placeholder } from '#diagram/palette/placeholders.ts'

const names = Object.keys(COLORS) as ColorName[]

describe('a placeholder color is recognized', () => {
  test.each(names)('%s, as hexadecimal digits or channels', (name) => {
    const hex = placeholder(name)
    const channels = [1, 3, 5].map((n) => Number.parseInt(hex.slice(n, n + 2), 16)).join(', ')
    const forms = [hex, hex.toUpperCase(), `rgb(${channels})`]
    expect(forms.map(colorOf)).toEqual(forms.map(() => ({ name, alpha: 1 })))
    expect(colorOf(`rgba(${channels}, 0.5)`)).toEqual({ name, alpha: 0.5 })
  })

  test('when mermaid has lightened it', () => {
    // As a kanban board writes its sections.
    expect(colorOf('hsl(338.4615384615,54.9295774648%,51.7647058824%)')?.name).toBe('tint-3')
  })
})

test('other colors are not placeholders', () => {
  const others = ['#fff', '#a5005b', 'red', 'rgb(0, 0, 0)', 'hsl(120, 50%, 50%)', 'url(#a)']
  expect(others.map(colorOf)).toEqual(others.map(() => null))
})
