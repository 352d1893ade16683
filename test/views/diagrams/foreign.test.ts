// @vitest-environment jsdom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, test } from 'vitest'
import { FOREIGN } from './kinds.ts'

/** Texts that mean something to Mermaid, to Markdown, or to a browser. */
const HOSTILE = [
  'end',
  'end\nend',
  '"',
  '"] click A "https://evil.example"',
  '`**bold**`',
  ']:::go',
  '%% comment',
  '%%{init: {"securityLevel": "loose"}}%%',
  '---\nconfig: {}\n---',
  '</br><script>alert(1)</script>',
  '&lt;img src=x onerror=alert(1)&gt;',
  'style A fill:#f00;',
  'classDef go fill:url(https://evil.example);',
  '1. a list',
  '- a list',
  '$$\\frac{1}{2}$$',
  'fa:fa-bug',
  '#quot; #35; #x22;',
  'ﬂ°quot¶ß',
  ';;; a --> b',
  'participant X as Y',
  'x'.repeat(5000),
  '\u202Eevil\u0000',
  '',
] as const

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...HOSTILE, '\n', ' ', ':', '@{', '<br/>', '()', '[[', '-->'), { maxLength: 6 })
    .map((parts) => parts.join('')),
)

describe.each(Object.entries(FOREIGN))('a diagram of the kind %s', (_, build) => {
  const kindOf = async (text: string) => (await mermaid.parse(build(text)?.source ?? '')).diagramType

  test.each(HOSTILE)('is read by Mermaid as of the same kind with the text %j', async (text) => {
    expect(await kindOf(text)).toBe(await kindOf('text'))
  })

  test('can be read by Mermaid with any text, and has the same lines', async () => {
    const lines = (source = '') => source.split('\n').length
    const plain = lines(build('text')?.source)
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const source = build(text)?.source ?? ''
        expect(lines(source)).toBe(plain)
        await mermaid.parse(source)
      }),
      { numRuns: 60 },
    )
  })
})
