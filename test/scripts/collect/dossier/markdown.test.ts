import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownToSafeHtml, sanitizeNote } from '#collect/dossier/markdown.ts'

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
  test('renders what people write, with headings below those of the page', () => {
    const html = markdownToSafeHtml('# One\n\n## Two\n\n- *a* `b`\n\n| x |\n|:-:|\n| 1 |')
    expect(html).toContain('<h3>One</h3>')
    expect(html).toContain('<h4>Two</h4>')
    expect(html).toContain('<em>a</em> <code>b</code>')
    expect(html).toContain('<td align="center">1</td>')
    expect(offences(html)).toEqual([])
  })

  test('shows the host of a link, and keeps only the text of an unsafe one', () => {
    expect(markdownToSafeHtml('[here](https://example.com/x)')).toBe(
      '<p><a href="https://example.com/x" rel="nofollow noopener noreferrer ugc">here (example.com)</a></p>',
    )
    for (const target of [
      'javascript:alert(1)',
      'http://example.com',
      '//example.com',
      '#top',
      'https://u:p@example.com',
      'https://localhost',
      'https://example.com:80443/x',
    ])
      expect(markdownToSafeHtml(`[here](${target})`), target).not.toContain('<a')
  })

  test('keeps the text of an image and a task, not their elements', () => {
    expect(markdownToSafeHtml('![a cat](https://example.com/cat.png)')).toBe('<p>a cat</p>')
    expect(markdownToSafeHtml('- [x] done\n- [ ] open')).toMatch(/☑.*done[\s\S]*☐.*open/)
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
  test.each(ATTACKS)('lets nothing through of %s', (markdown) => {
    expect(offences(markdownToSafeHtml(markdown))).toEqual([])
  })

  test('lets nothing through of anything', () => {
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
    fc.assert(
      fc.property(texts, (markdown) => {
        expect(offences(markdownToSafeHtml(markdown))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

describe('too much Markdown', () => {
  test('returns a table as plain text whose few lines come to millions of cells', () => {
    const wide = (columns: number, rows: number) =>
      `|${'a|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n${'a\n'.repeat(rows)}`
    for (const [columns, rows] of [
      [6000, 10_000],
      [3000, 15_000],
    ] as const)
      expect(markdownToSafeHtml(wide(columns, rows))).toMatch(/^<p>\|a\|a/)
    expect(markdownToSafeHtml(`> ${wide(3000, 15_000).replaceAll('\n', '\n> ')}`)).toMatch(/^<p>&gt; \|a/)
    expect(markdownToSafeHtml(wide(6, 40))).toMatch(/^<table>/)
  })

  test('returns as plain text what is too long, too deep or grows too much', () => {
    const long = `<${'x'.repeat(50_001)}`
    expect(markdownToSafeHtml(long)).toBe(`<p>&lt;${'x'.repeat(50_001)}</p>`)
    const rendered = (length: number) => markdownToSafeHtml(`*a* ${'x'.repeat(length - 4)}`).includes('<em>')
    expect([rendered(50_000), rendered(50_001)]).toEqual([true, false])
    const deep = '<b>'.repeat(15_000)
    expect(offences(markdownToSafeHtml(deep))).toEqual([])
    expect(markdownToSafeHtml('[^a]'.repeat(12_000)).length).toBeLessThan(4 * 48_000 + 65_536)
  })
})

describe('sanitizeNote', () => {
  test.each([
    '<p onclick="x">',
    '<a name="x">',
    '<p><!-- x --></p>',
    '<a href="http://example.com">x</a>',
    '<p',
    '<img src="https://example.com/x.png" alt="">',
  ])('takes out what a note may not hold of %s', (html) => {
    expect(offences(sanitizeNote(html))).toEqual([])
  })

  test('keeps the text of a link whose markup is broken, and its address', () => {
    const html = sanitizeNote('<a href="https://example.com/">x<b></a>')
    expect(html).toContain('href="https://example.com/"')
    expect(offences(html)).toEqual([])
  })
})
