import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { lackingPrograms } from './programs.ts'

const root = resolve(import.meta.dirname, '..')
const SAMPLES = 'test/**/*.samples.test.ts'

const lacking = lackingPrograms()
for (const [file, programs] of lacking)
  console.warn(`${file} is left out: this machine has no ${programs.join(' and no ')}.`)

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', SAMPLES, ...lacking.keys()],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Whoever makes content/ their own changes nothing of what tests of the program see.
          env: { CATALOG_DEFAULTS: resolve(root, 'test/sample') },
        },
      },
      // Over real files of other projects, for whoever has them: see test/samples.ts.
      { root, test: { name: 'samples', include: [SAMPLES], testTimeout: 120_000 } },
      {
        root,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
