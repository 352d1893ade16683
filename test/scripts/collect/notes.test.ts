import fc from 'fast-check'
import { markdownToHtml } from 'satteri'
import { describe, expect, test } from 'vitest'
import { markdownToSafeHtml } from '#collect/dossier/markdown.ts'
import { sanitizeNote } from '#collect/dossier/sanitize.ts'
import { simpleNote } from '#collect/dossier/simple-note.ts'

const TAG =
  /^<\/?(a|b|blockquote|br|code|dd|del|details|div|dl|dt|em|h3|h4|h5|h6|hr|i|ins|kbd|li|ol|p|pre|q|s|samp|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|ul|var)( [a-z]+="[^"<>]*")*>$/
const ATTRIBUTE =
  /^(href="https:\/\/[^"]+"|rel="nofollow noopener noreferrer ugc"|class="(language-[a-z0-9+#-]+)?"|start="[0-9-]+"|align="[a-z]+"|(col|row)span="[0-9]+")$/

/** What is wrong with the markup of a note. */
function offences(html: string): string[] {
  return [...html.matchAll(/<[^>]*>?/g)].flatMap(([tag]) => {
    const attributes = [...tag.matchAll(/ ([a-z]+="[^"]*")/g)].map(([, attribute]) => attribute ?? '')
    return TAG.test(tag) && attributes.every((each) => ATTRIBUTE.test(each)) ? [] : [tag]
  })
}

describe('markdownToSafeHtml', () => {
  test('renders what people write, with headings below those of the page', async () => {
    const html = await markdownToSafeHtml('# One\n\n## Two\n\n- *a* `b`\n\n| x |\n|:-:|\n| 1 |')
    expect(html).toContain('<h3>One</h3>')
    expect(html).toContain('<h4>Two</h4>')
    expect(html).toContain('<em>a</em> <code>b</code>')
    expect(html).toContain('<td align="center">1</td>')
    expect(offences(html)).toEqual([])
  })

  test('shows the host of a link, and keeps only the text of one that leads elsewhere', async () => {
    expect(await markdownToSafeHtml('[here](https://example.com/x)')).toBe(
      '<p><a href="https://example.com/x" rel="nofollow noopener noreferrer ugc">here (example.com)</a></p>',
    )
    for (const target of [
      'javascript:alert(1)',
      'http://example.com',
      '//example.com',
      '#top',
      'https://u:p@example.com',
      'https://localhost',
    ])
      expect(await markdownToSafeHtml(`[here](${target})`), target).not.toContain('<a')
  })

  test('keeps the words of an image and a task, not their elements', async () => {
    expect(await markdownToSafeHtml('![a cat](https://example.com/cat.png)')).toBe('<p>a cat</p>')
    expect(await markdownToSafeHtml('- [x] done\n- [ ] open')).toMatch(/☑.*done[\s\S]*☐.*open/)
  })
})

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext></p><img src onerror=alert(1)>',
  '<iframe src="https://example.com"></iframe>',
  '<style>*{display:none}</style>',
  '<form action="https://example.com"><input name=a></form>',
  '<b onmouseover=alert(1) style="x" id="a" class="b" name="c">x</b>',
  '</p></article><h1>Mine</h1>',
  '<!--><img src=x onerror=alert(1)>-->',
  '[x](https://example.com/"onmouseover="alert(1))',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '```<script>\nx\n```',
]

describe('hostile Markdown', () => {
  test.each(ATTACKS)('lets nothing through of %s', async (markdown) => {
    expect(offences(await markdownToSafeHtml(markdown))).toEqual([])
  })

  test('lets nothing through of anything', async () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '*',
      '[',
      ']',
      '(',
      ')',
      '\n',
      '    ',
      '# ',
      '- ',
      '|',
      '&',
      '\\',
      'a',
      '<b',
      '</p>',
      '<a href=',
      'https://example.com/',
      'javascript:',
      '<script',
      '<!--',
      '![',
      '~~',
      'https://a.b',
      '<br',
      ' onerror=',
      '\u0000',
      '<p>',
      '1. ',
      '> ',
    )
    const texts = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(texts, async (markdown) => {
        expect(offences(await markdownToSafeHtml(markdown))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('gives back as plain text what is too long, too deep or grows too much', async () => {
    const long = `<${'x'.repeat(50_001)}`
    expect(await markdownToSafeHtml(long)).toBe(`<p>&lt;${'x'.repeat(50_001)}</p>`)
    const deep = '<b>'.repeat(15_000)
    expect(offences(await markdownToSafeHtml(deep))).toEqual([])
    expect((await markdownToSafeHtml('[^a]'.repeat(12_000))).length).toBeLessThan(4 * 48_000 + 65_536)
  })
})

describe('simpleNote', () => {
  test('gives the HTML of the long way, or leaves the note to it', () => {
    const piece = fc.constantFrom(
      'a',
      ' b ',
      '\n',
      '\n\n',
      '# ',
      '## ',
      '- ',
      '1. ',
      '3. ',
      '*',
      '**',
      '`',
      '```js\n',
      '> ',
      '---\n',
      '~~',
      '&',
      '"',
      "'",
      '>',
      '[x](https://example.com/y)',
      'https://example.com',
      '    ',
      '\\',
      'é',
      '&amp;',
      '&lt;',
      '|a|\n|-|\n',
    )
    let short = 0
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((parts) => parts.join('')),
        (markdown) => {
          const { html } = markdownToHtml(markdown, {
            features: { gfm: { footnotes: false }, frontmatter: false },
          })
          const simple = simpleNote(html)
          if (simple === null) return
          short += 1
          expect(plain(simple)).toBe(plain(sanitizeNote(html)))
        },
      ),
      { numRuns: 1000 },
    )
    expect(short).toBeGreaterThan(500)
  })

  test.each([
    '<p onclick="x">',
    '<b>',
    '<p><!-- x --></p>',
    '<a href="http://example.com">x</a>',
    '<a href="https://example.com/">x<b></a>',
    '<p',
    '<img src="https://example.com/x.png" alt="">',
  ])('leaves %s to the long way', (html) => {
    expect(simpleNote(html)).toBeNull()
  })
})

/** Two ways to write the same character. */
function plain(html: string): string {
  return html.replaceAll('&gt;', '>').replaceAll('&quot;', '"')
}
