import { defineCollection } from 'astro:content'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { glob, type Loader } from 'astro/loaders'
import { z } from 'astro/zod'
import { operationsFolder, ownFolder, shippedFolder } from '#data/authored.ts'
import { IndexLine } from '#model/index-line.ts'
import { Operations } from '#model/operations.ts'
import { RunbookPage } from '#model/runbook.ts'
import { Service } from '#model/service.ts'
import { slug } from '#model/slug.ts'

/** Folder of the collected releases. */
const collected = process.env['CATALOG_CONTENT'] ?? 'content'

/** The pages of a folder; none without one. */
function pages(base: string | null): Loader {
  if (base === null) return { name: 'none', load: async ({ store }) => store.clear() }
  return glob({ base, pattern: '*.mdx' })
}

const GuidePage = z.strictObject({ title: z.string(), summary: z.string(), order: z.number() })

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
  services: defineCollection({ loader: pages(ownFolder('services')), schema: Service }),
  runbooks: defineCollection({ loader: pages(shippedFolder('runbooks')), schema: RunbookPage }),
  ownRunbooks: defineCollection({ loader: pages(ownFolder('runbooks')), schema: RunbookPage }),
  operations: defineCollection({
    loader: glob({ base: operationsFolder(), pattern: 'operations.yaml' }),
    schema: Operations,
  }),
  guide: defineCollection({ loader: pages(shippedFolder('guide')), schema: GuidePage }),
  ownGuide: defineCollection({ loader: pages(ownFolder('guide')), schema: GuidePage }),
}
