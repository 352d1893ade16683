import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { lackingPrograms } from './programs.ts'

const root = resolve(import.meta.dirname, '..')
const SAMPLES = 'test/**/*.samples.test.ts'
/** Functions alone: no process, no surroundings that change, nothing replaced. Their modules are loaded once for all files. */
const PURE = [
  'decide',
  'messages',
  'model',
  'views',
  'components',
  'client',
  'scripts/parse',
  'scripts/formats',
].map((folder) => `test/${folder}/**/*.test.ts`)

/** Most tests wait for processes and pages. Projects that run together need one number. */
const WORKERS = 2

const lacking = lackingPrograms()
for (const [file, programs] of lacking)
  console.warn(`${file} is left out: this machine has no ${programs.join(' and no ')}.`)

/** Whoever makes content/ their own changes nothing of what tests of the program see. */
const env = { CATALOG_DEFAULTS: resolve(root, 'test/sample') }

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: PURE,
          exclude: [SAMPLES, ...lacking.keys()],
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: 30_000,
          env,
        },
      },
      {
        root,
        test: {
          name: 'programs',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', SAMPLES, ...PURE, ...lacking.keys()],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: WORKERS,
          env,
        },
      },
      // Over real files of other projects, for whoever has them: see test/samples.ts.
      { root, test: { name: 'samples', include: [SAMPLES], testTimeout: 120_000, maxWorkers: WORKERS } },
      {
        root,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
})
