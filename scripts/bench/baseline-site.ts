import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const CONFIG = `import { defineConfig } from 'astro/config'

export default defineConfig({ cacheDir: '.cache/astro', trailingSlash: 'always', build: { format: 'directory' }, devToolbar: { enabled: false } })
`

const CONTENT = `import { defineCollection } from 'astro:content'
import { readFileSync } from 'node:fs'

const load = ({ store }) => {
  for (const text of readFileSync(process.env.BARE_INDEX, 'utf8').split('\\n').filter(Boolean)) {
    const data = JSON.parse(text)
    store.set({ id: data.service + '/' + data.version, data })
  }
}

export const collections = { releases: defineCollection({ loader: { name: 'index', load } }) }
`

/** Reads the record, as a catalog must, and shows it as rows until the page weighs as much as ours. */
const PAGE = `---
import { getCollection } from 'astro:content'
import { readFileSync } from 'node:fs'

export async function getStaticPaths() {
  const releases = await getCollection('releases')
  return releases.map(({ id, data }) => ({ params: { release: id }, props: { data } }))
}

const { data } = Astro.props
const text = readFileSync(process.env.BARE_RECORDS + '/' + data.service + '/' + data.version + '.json', 'utf8')
const record = JSON.parse(text)
const cells = Object.keys(record).concat(text.match(/[^"{}<>&]{1,60}/g) ?? ['-'])
const rows = Array.from({ length: Math.round(Number(process.env.BARE_BYTES) / 110) }, (_, row) => [0, 1, 2].map((cell) => cells[(row * 3 + cell) % cells.length]))
---
<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>{data.service} {data.version}</title></head>
  <body>
    <main>
      <h1>{data.service} {data.version}</h1>
      <table>{rows.map(([a, b, c]) => <tr><th>{a}</th><td>{b}</td><td>{c}</td></tr>)}</table>
    </main>
  </body>
</html>
`

/** Writes the least Astro project that has a page for each release, with this project's packages. */
export function writeBareProject(folder: string): void {
  mkdirSync(join(folder, 'src/pages/releases'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(join(folder, 'astro.config.mjs'), CONFIG)
  writeFileSync(join(folder, 'src/content.config.mjs'), CONTENT)
  writeFileSync(join(folder, 'src/pages/releases/[...release].astro'), PAGE)
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
}

/** What the bare project needs to know of a collected catalog, and of how heavy its pages shall be. */
export function bareEnvironment(content: string, bytes: number): Record<string, string> {
  return {
    BARE_INDEX: join(content, 'releases/index.ndjson'),
    BARE_RECORDS: join(content, 'releases'),
    BARE_BYTES: String(bytes),
  }
}

/** Pages a collected catalog must get. */
export function countReleases(content: string): number {
  return readFileSync(join(content, 'releases/index.ndjson'), 'utf8').split('\n').filter(Boolean).length
}
