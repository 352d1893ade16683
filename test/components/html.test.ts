import { describe, expect, test } from 'vitest'
import { attribute, html, scriptData } from '#components/html.ts'

describe('html', () => {
  test('escapes every text, between tags and inside of them', () => {
    const hostile = `"><script>alert('&')</script>`
    expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>',
    )
  })

  test('inserts its own markup unchanged, however deep in lists', () => {
    const rows = ['a', 'b'].map((text, i) => [i > 0 && ', ', html`<b>${text}</b>`])
    expect(html`<p>${rows}</p>`.markup).toBe('<p><b>a</b>, <b>b</b></p>')
  })

  test('shows zero, and nothing for absent values', () => {
    expect(html`<p>${0}${null}${undefined}${false}${''}${[]}</p>`.markup).toBe('<p>0</p>')
  })

  test('drops line breaks with the spaces around them and keeps other spaces', () => {
    const markup = html`
      <p>
        ${'a'} ${'b'}
        ${'c'}
      </p>
    `.markup
    expect(markup).toBe('<p>a bc</p>')
  })

  test('keeps the line breaks of an inserted text', () => {
    expect(html`<pre>${'a\n  b'}</pre>`.markup).toBe('<pre>a\n  b</pre>')
  })
})

describe('attribute', () => {
  test('is written with its value escaped', () => {
    expect(html`<li${attribute('class', 'a"b')}>`.markup).toBe('<li class="a&quot;b">')
  })

  test('is left out without a value', () => {
    expect(html`<li${attribute('id', null)}${attribute('class', undefined)}>`.markup).toBe('<li>')
  })
})

describe('scriptData', () => {
  test('holds nothing that ends its element, and reads back as it was', () => {
    const said = { name: '</script><script>alert(1)</script><!--' }
    const { markup } = scriptData(said)
    expect(markup).not.toContain('<')
    expect(JSON.parse(markup)).toEqual(said)
  })
})
