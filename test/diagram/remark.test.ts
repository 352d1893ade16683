import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMarkdownProcessor } from '@astrojs/markdown-remark'
import { afterAll, describe, expect, test } from 'vitest'
import { remarkDiagrams } from '#diagram/remark.ts'

const folder = mkdtempSync(join(tmpdir(), 'remark-diagrams-'))
const files = join(folder, 'files')

afterAll(() => rmSync(folder, { recursive: true }))

async function html(markdown: string, lenient = false): Promise<string> {
  const options = { address: '/base/diagrams/', cache: join(folder, 'cache'), files, lenient }
  const processor = await createMarkdownProcessor({
    syntaxHighlight: false,
    remarkPlugins: [[remarkDiagrams, options]],
  })
  const { code } = await processor.render(markdown, { fileURL: pathToFileURL('/site/page.md') })
  return code
}

const fence = (...lines: string[]) => ['Text.', '', '```mermaid', ...lines, '```', ''].join('\n')

describe('Mermaid in Markdown', () => {
  test('becomes an image with the title as its alternative, the description below, and the source as text', async () => {
    const page = await html(
      fence('flowchart LR', '  accTitle: The way', '  accDescr: From a to b.', '  a --> b'),
    )
    expect(page).toMatch(
      /<figure><img src="\/base\/diagrams\/[0-9a-f]{16}\.svg" width="\d+" height="\d+" alt="The way" loading="lazy"><figcaption>From a to b\.<\/figcaption><details>/,
    )
    expect(page).toContain('a --> b</code></pre></details></figure>'.replaceAll('>  ', '&gt;'))
    expect(readdirSync(files)).toEqual([/[0-9a-f]{16}\.svg/.exec(page)?.[0]])
  })

  test('that cannot be read is an error with file, line and reason', async () => {
    await expect(html(fence('flowchart LR', '  a --> ]'))).rejects.toThrow(
      /page\.md:5: The diagram cannot be drawn: Lexical error\./,
    )
  })

  test('that cannot be read is shown with the reason if that was requested', async () => {
    const page = await html(fence('flowchart LR', '  a --> ]'), true)
    expect(page).toContain('<p>This diagram cannot be drawn: Lexical error.')
    expect(page).toContain('flowchart LR')
  })

  test('leaves other code alone', async () => {
    expect(await html('```ts\na\n```')).toBe('<pre><code class="language-ts">a\n</code></pre>')
  })
})
