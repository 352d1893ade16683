import { parseXml } from '@rgrove/parse-xml'
import { describe, expect, test } from 'vitest'
import { DiagramError } from '#diagram/job.ts'
import { close, render } from '#diagram/render.ts'

const options = { title: 'Way of a release', description: 'From draft to done.' }
const FLOW = 'flowchart LR\n  a[Draft] -- ready --> b{Decide}\n  b --> c[Done]'
const STATES = 'stateDiagram-v2\n  [*] --> Draft\n  Draft --> Done : ready\n  Done --> [*]'

describe('render', () => {
  test.each([
    ['flowchart-v2', FLOW],
    ['stateDiagram', STATES],
  ])('draws a %s as a self-contained picture', async (type, source) => {
    const diagram = await render(source, options)
    expect(diagram).toMatchObject({ type, hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect(diagram.width).toBeGreaterThan(diagram.height / 10)
    expect(() => parseXml(diagram.svg)).not.toThrow()
    expect(diagram.svg).toContain('>Draft</tspan>')
    expect(diagram.svg).not.toMatch(/foreignObject|<script|data-/i)
  })

  test('says what the picture is', async () => {
    const { svg } = await render(FLOW, { title: 'A < B', description: 'It "shows" & tells.' })
    const [, id] = /<title id="([^"]+)">A &lt; B<\/title>/.exec(svg) ?? []
    expect(svg).toContain(`aria-labelledby="${id}"`)
    expect(svg).toContain('role="img"')
    expect(svg).toContain('>It "shows" &amp; tells.</desc>')
  })

  test('refuses a source that mermaid cannot read, with its line', async () => {
    const refused = render('flowchart LR\n  a --> b\n  b --> [', options)
    await expect(refused).rejects.toBeInstanceOf(DiagramError)
    await expect(refused).rejects.toMatchObject({ line: 3 })
  })

  test('keeps drawing after a refused source', async () => {
    await expect(render('no diagram', options)).rejects.toBeInstanceOf(DiagramError)
    await expect(render(FLOW, options)).resolves.toMatchObject({ type: 'flowchart-v2' })
  })

  test('draws again after it was closed', async () => {
    await close()
    await expect(render(FLOW, options)).resolves.toMatchObject({ type: 'flowchart-v2' })
  })

  test.each([
    ['an empty source', ' \n', 'Title', 'The source is empty.'],
    ['no title', FLOW, ' ', 'A diagram needs a title.'],
    [
      'too long a source',
      `${FLOW}\n%%${'x'.repeat(50_000)}`,
      'Title',
      /has 50\d\d\d characters, at most 50000/,
    ],
  ])('refuses %s before drawing', async (_, source, title, message) => {
    await expect(render(source, { title, description: '' })).rejects.toThrow(message)
  })
})
