import { unified } from '@astrojs/markdown-remark'
import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import remarkGfm from 'remark-gfm'

// Everything that may differ between two builds of the same catalog comes in here, from `scripts/build.ts`.
const { CATALOG_SITE, CATALOG_BASE = '/', CATALOG_CACHE = '.cache/astro/dev' } = process.env

export default defineConfig({
  ...(CATALOG_SITE ? { site: CATALOG_SITE } : {}),
  base: CATALOG_BASE,
  cacheDir: CATALOG_CACHE,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  // Scripts and styles stay files of their own: ten thousand pages would carry them otherwise, and the content security
  // policy (layouts/Base.astro) allows nothing inline.
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [mdx()],
  // Quoted evidence keeps its quotes and dashes.
  markdown: {
    syntaxHighlight: false,
    processor: unified({ smartypants: false, gfm: false, remarkPlugins: [remarkGfm] }),
  },
  experimental: { incrementalBuild: true },
})
