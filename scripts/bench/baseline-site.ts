import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
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
const cells = Object.keys(JSON.parse(text)).concat(text.match(/[^"{}<>&']{1,60}/g) ?? [])
const rows = []
for (let bytes = 200, at = 0; bytes < Number(process.env.BARE_BYTES); at += 3) {
  const row = [0, 1, 2].map((cell) => cells[(at + cell) % cells.length])
  bytes += 36 + row.join('').length
  rows.push(row)
}
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

/** What the bare project needs to know of a collected catalog, and of how many bytes its pages shall weigh. */
export function bareEnvironment(content: string, bytes: number): Record<string, string> {
  const records = join(content, 'releases')
  return { BARE_INDEX: join(records, 'index.ndjson'), BARE_RECORDS: records, BARE_BYTES: String(bytes) }
}
