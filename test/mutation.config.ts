import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * The tests of what decides and of what lets foreign bytes in, for mutation testing: fast, and without processes of their
 * own. The laws are left out: each judges hundreds of made-up releases, for each of thousands of mutants.
 */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['test/decide/**/*.test.ts', 'test/scripts/parse/**/*.test.ts'],
    exclude: ['test/**/*.samples.test.ts', 'test/decide/laws.test.ts'],
    isolate: false,
  },
})
