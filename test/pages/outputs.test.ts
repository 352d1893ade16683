import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles } from '#lib/files.ts'

const files = [...listFiles('src')].sort()
const pages = files.filter((file) => file.startsWith('pages/'))
const markup = files
  .filter((file) => file.endsWith('.astro'))
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }))

describe('what the site publishes', () => {
  test('is pages and JSON: a feed, a calendar or a table for spreadsheets needs rules of its own against hostile text', () => {
    const others = pages.filter((file) => !/\.(astro|json\.ts)$/.test(file))
    expect(others).toEqual([])
  })

  test('is JSON written by JSON.stringify alone', () => {
    for (const file of pages.filter((each) => each.endsWith('.json.ts')))
      expect(readFileSync(join('src', file), 'utf8'), file).toMatch(/new Response\(JSON\.stringify\(/)
  })
})

describe('the pages', () => {
  test('embed data in a script only where </script> in a text cannot end it', () => {
    const embedding = markup.flatMap(({ file, text }) =>
      [...text.matchAll(/<script[^>]*(define:vars|type=)[^>]*>/g)].map(([script]) => `${file} ${script}`),
    )
    expect(embedding).toEqual([
      'layouts/Head.astro <script is:inline type="application/ld+json" set:html={scriptData(sharing.data).markup}>',
    ])
  })

  test('insert as markup only what was made or sanitized by us', () => {
    const inserted = markup.flatMap(({ file, text }) =>
      [...text.matchAll(/set:html=\{([^}]*)\}/g)].map(([, what]) => `${file} ${what}`),
    )
    // Texts that go into `html` are escaped there; the two others come out of the sanitizer.
    const foreign = inserted.filter((each) => !/ html`|\.markup$/.test(each))
    expect(foreign).toEqual([
      'components/release/Scope.astro scope.summary',
      'components/release/ScopeLists.astro note.html',
    ])
  })
})
