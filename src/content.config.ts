import { defineCollection } from 'astro:content'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { glob, type Loader } from 'astro/loaders'
import { z } from 'astro/zod'
import { IndexLine } from '#model/index-line.ts'
import { RunbookPage } from '#model/runbook.ts'
import { Service } from '#model/service.ts'
import { slug } from '#model/slug.ts'

/** Folder of the collected releases, and of the authored content beside the configuration. */
const collected = process.env['CATALOG_CONTENT'] ?? 'content'
const authored = process.env['CATALOG_AUTHORED'] ?? 'content'

/** Where the guide is, and the runbooks of a configuration that has none beside it, as they were collected. */
const defaults = process.env['CATALOG_DEFAULTS'] ?? 'content'
const ownRunbooks = join(authored, 'runbooks')
const runbooks = existsSync(ownRunbooks) ? ownRunbooks : join(defaults, 'runbooks')

/** Loads `releases/index.ndjson`: one thin line a release; pages read the record itself by its digest. */
const releases: Loader = {
  name: 'release-index',
  load: async ({ store, parseData, generateDigest }) => {
    store.clear()
    const lines = readFileSync(join(collected, 'releases/index.ndjson'), 'utf8').split('\n')
    for (const text of lines.filter(Boolean)) {
      const data = JSON.parse(text)
      const id = `${data.service}/${slug(data.version)}`
      store.set({ id, data: await parseData({ id, data }), digest: generateDigest(text) })
    }
  },
}

export const collections = {
  releases: defineCollection({ loader: releases, schema: IndexLine }),
  services: defineCollection({
    loader: glob({ base: join(authored, 'services'), pattern: '*.mdx' }),
    schema: Service,
  }),
  runbooks: defineCollection({
    loader: glob({ base: runbooks, pattern: '*.mdx' }),
    schema: RunbookPage,
  }),
  guide: defineCollection({
    loader: glob({ base: join(defaults, 'guide'), pattern: '*.mdx' }),
    schema: z.strictObject({ title: z.string(), summary: z.string(), order: z.number() }),
  }),
}
