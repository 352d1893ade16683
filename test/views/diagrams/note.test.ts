import { describe, expect, test } from 'vitest'
import { drawnNote, notedDiagrams } from '#views/diagrams/note.ts'

const DRAWING = { href: '/diagrams/0123456789abcdef.svg', width: 100, height: 50, alt: 'A & "B"' }
const block = (source: string) => `<pre><code class="language-mermaid">${source}</code></pre>`
const refusals = (html: string) => notedDiagrams(html).map(({ refusal }) => refusal?.split(':')[0] ?? null)

describe('the diagrams of a note', () => {
  test('are its Mermaid blocks, as they were written', () => {
    const html = `<p>Before</p>${block('a --&gt; b &amp;lt;\n')}<pre><code>no diagram</code></pre>`
    expect(notedDiagrams(html)).toEqual([{ source: 'a --> b &lt;\n', refusal: null }])
  })

  test('are none in a note without them, or without a note', () => {
    expect([notedDiagrams('<p>mermaid</p>'), notedDiagrams(null)]).toEqual([[], []])
  })

  test('are drawn up to a size and a number', () => {
    expect(refusals(block('x'.repeat(2000)))).toEqual([null])
    expect(refusals(block('x'.repeat(2001)))).toEqual(['This diagram is not drawn'])
    expect(refusals(block('x').repeat(4))).toEqual([null, null, null, 'This diagram is not drawn'])
  })
})

describe('a note with drawings', () => {
  test('shows the drawing, and its source folded below', () => {
    const html = drawnNote(`<p>A</p>${block('x')}<p>B</p>`, [DRAWING])
    expect(html).toBe(
      `<p>A</p><figure><img src="/diagrams/0123456789abcdef.svg" width="100" height="50" alt="A &amp; &quot;B&quot;" loading="lazy"><details><summary>The diagram as text</summary>${block('x')}</details></figure><p>B</p>`,
    )
  })

  test('keeps a block that cannot be drawn, and says why', () => {
    expect(drawnNote(block('x'), ['It has <no> end.'])).toBe(
      `${block('x')}<p class="soft">It has &lt;no&gt; end.</p>`,
    )
  })

  test('gives each block its own', () => {
    const html = drawnNote(block('$1') + block('y'), ['First.', 'Second.'])
    expect(html).toBe(`${block('$1')}<p class="soft">First.</p>${block('y')}<p class="soft">Second.</p>`)
  })
})
