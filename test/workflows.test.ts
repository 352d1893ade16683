import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

/*
 * What runs on GitHub with rights. GitHub takes the workflow file of a tag's run from the tagged commit, so whoever can push a tag
 * writes that file: nothing that a tag starts may be needed for publishing, and nothing may trust what it signed.
 */

type Step = {
  name?: string
  uses?: string
  run?: string
  if?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
}
type Job = { if?: string; permissions?: Record<string, string>; steps: Step[] }
type Workflow = {
  name: string
  on: Record<string, { branches?: string[]; tags?: string[]; workflows?: string[] } | null>
  permissions: Record<string, string>
  jobs: Record<string, Job>
}

const folder = join(import.meta.dirname, '../.github/workflows')
const files = readdirSync(folder).sort()
const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
const workflows = new Map<string, Workflow>([...texts].map(([file, text]) => [file, parse(text)]))
const publish = workflows.get('publish.yml')
const actions = ['catalog', 'check'].map((name) =>
  readFileSync(join(folder, '../actions', name, 'action.yml'), 'utf8'),
)
/** Of this repository, at the commit that whoever calls the workflow names. */
const OWN_ACTION = 'uses: $/.github/actions/catalog'
const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ place: `${file}: ${name}`, ...job })),
)
const steps = jobs.flatMap(({ place, steps }) => steps.map((step) => ({ place, ...step })))
const isWrite = (job: Job) => Object.values(job.permissions ?? {}).includes('write')

describe('a workflow that a tag starts', () => {
  const started = [...workflows].filter(([, { on }]) => on['push']?.tags !== undefined)

  test('is one, and has no rights, no actions and nothing of ours', () => {
    expect(started.map(([file]) => file)).toEqual(['tag.yml'])
    for (const [file, { permissions, jobs }] of started) {
      expect(permissions).toEqual({})
      for (const job of Object.values(jobs)) {
        expect(job.permissions ?? {}).toEqual({})
        expect(job.steps.flatMap(({ uses }) => uses ?? [])).toEqual([])
      }
      expect(texts.get(file)).not.toContain('${{')
    }
  })

  test('makes the default branch publish', () => {
    expect(publish?.on['workflow_run']?.workflows).toEqual(started.map(([, { name }]) => name))
  })
})

describe('the workflow that publishes', () => {
  test('runs from the default branch alone', () => {
    expect(Object.keys(publish?.on ?? {})).toEqual(['push', 'schedule', 'workflow_run', 'workflow_dispatch'])
    expect(publish?.on['push']).toEqual({ branches: ['main'] })
    const { build, ...others } = publish?.jobs ?? {}
    expect(build?.if).toBe(
      'contains(fromJSON(\'["schedule", "workflow_run"]\'), github.event_name) || github.ref == format(\'refs/heads/{0}\', github.event.repository.default_branch)',
    )
    for (const job of Object.values(others)) expect([Reflect.get(job, 'needs')].flat()).toContain('build')
  })

  test('takes nothing from the run that started it', () => {
    expect(texts.get('publish.yml')).not.toMatch(/event\.workflow_run|download-artifact|head_(sha|branch)/)
  })
})

describe('the workflow that other repositories call', () => {
  const called = workflows.get('catalog.yml')

  test('starts by nothing else, and builds for the default branch alone', () => {
    expect(Object.keys(called?.on ?? {})).toEqual(['workflow_call'])
    const { build, ...others } = called?.jobs ?? {}
    expect(build?.if).toContain(
      "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
    )
    for (const job of Object.values(others)) expect([Reflect.get(job, 'needs')].flat()).toContain('build')
  })

  test('deploys and signs as this repository does', () => {
    const { deploy, attest } = publish?.jobs ?? {}
    expect(called?.jobs['deploy']).toEqual(deploy)
    expect(called?.jobs['attest']).toEqual(attest)
  })

  test.each(actions)(
    'has actions that install packages without their scripts, and put no input into a script',
    (action) => {
      const { runs }: { runs: { steps: Step[] } } = parse(action)
      const scripts = runs.steps.flatMap(({ run }) => run ?? [])
      expect(scripts.filter((run) => run.includes('npm '))).toEqual([
        'npm ci --ignore-scripts --omit=dev --no-audit --no-fund',
      ])
      for (const run of scripts) expect(run).not.toMatch(/\$\{\{(?! github\.action_path )/)
    },
  )
})

describe('every workflow', () => {
  test('has no right that a job does not ask for', () => {
    for (const [, { permissions }] of workflows) expect(permissions).toEqual({})
  })

  test('gives the right to write to jobs that run nothing of the repository', () => {
    const writing = jobs.filter(isWrite)
    expect(writing.map(({ place }) => place)).toEqual([
      'catalog.yml: deploy',
      'catalog.yml: attest',
      'publish.yml: deploy',
      'publish.yml: attest',
    ])
    for (const { steps } of writing) {
      const said = JSON.stringify(steps)
      expect(said).not.toMatch(/actions\/checkout|actions\/cache|npm |node /)
    }
  })

  test('names actions by their commit', () => {
    const lines = [...texts.values(), ...actions].join('\n').match(/uses: .*/g) ?? []
    const foreign = lines.filter((line) => line !== OWN_ACTION)
    expect(lines.length - foreign.length).toBe(1)
    for (const line of foreign) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d/)
  })

  test('installs packages without running their scripts', () => {
    const installing = steps.filter(({ run }) => /npm ci|npm i\b|npm install|\.ci\/run/.test(run ?? ''))
    expect(installing.map(({ place }) => place)).toEqual(['check.yml: check', 'publish.yml: build'])
    for (const { run = '', env = {} } of installing)
      expect(run.includes('npm ci --ignore-scripts') || env['npm_config_ignore_scripts'] === 'true').toBe(
        true,
      )
  })

  test('leaves caches to the job that builds what is published', () => {
    const caching = steps.filter(({ uses }) => uses?.startsWith('actions/cache'))
    expect(new Set(caching.map(({ place }) => place))).toEqual(
      new Set(['catalog.yml: build', 'publish.yml: build']),
    )
    const setups = steps.filter(({ uses }) => uses?.startsWith('actions/setup-node'))
    expect(setups.map((step) => step.with?.['package-manager-cache'])).toEqual(setups.map(() => false))
    expect(setups.map((step) => step.with?.['cache'])).toEqual(setups.map(() => undefined))
  })
})

describe('the guide', () => {
  const pages = ['../README.md', '../content/guide/publishing.mdx', '../content/guide/verifying.mdx']
  const commands = pages.flatMap(
    (page) =>
      readFileSync(join(import.meta.dirname, page), 'utf8')
        .replaceAll('\\\n', ' ')
        .match(/^gh attestation verify.*$/gm) ?? [],
  )

  test('verifies signatures of this workflow on the default branch, not of whatever ran for a tag', () => {
    expect(commands.length).toBeGreaterThanOrEqual(2)
    for (const command of commands) {
      expect(command).toContain('--signer-workflow owner/name/.github/workflows/publish.yml')
      expect(command).toContain('--source-ref refs/heads/main')
    }
  })
})
