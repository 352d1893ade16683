import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const FOLDER = '.github/workflows'
type Step = { uses?: string; run?: string; with?: Record<string, unknown>; if?: string }
type Job = {
  permissions?: Record<string, string>
  needs?: string | string[]
  steps: Step[]
  environment?: unknown
}
type Workflow = {
  on: Record<string, { branches?: string[]; tags?: string[] } | null>
  permissions?: Record<string, string>
  concurrency?: Record<string, unknown>
  jobs: Record<string, Job>
}

const FILES = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8')
  return { file, text, workflow: parse(text) as Workflow }
})
const jobs = FILES.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ where: `${file} ${name}`, workflow, job })),
)
const steps = jobs.flatMap(({ where, job }) => job.steps.map((step) => ({ where, job, step })))
const publish = FILES.find(({ file }) => file === 'publish.yml') as (typeof FILES)[number]

/** Rights with which a job could change the repository, publish, or speak in its name. */
const writes = ({ permissions = {} }: Job) =>
  Object.entries(permissions).filter(([, right]) => right === 'write')

describe('the workflows', () => {
  test('give no right to a job that does not name it', () => {
    for (const { workflow } of FILES) expect(workflow.permissions).toEqual({})
  })

  test('take every action by the hash of its commit', () => {
    // What begins with $ is of this repository, at the commit that a caller names.
    const loose = steps.filter(
      ({ step }) => step.uses !== undefined && !/^\$\/|@[0-9a-f]{40}$/.test(step.uses),
    )
    expect(loose.map(({ where, step }) => `${where} ${step.uses}`)).toEqual([])
  })

  test('put nothing that a stranger writes into a command', () => {
    const inserted = steps.filter(({ step }) => step.run?.includes('${{'))
    expect(inserted.map(({ where, step }) => `${where}: ${step.run}`)).toEqual([])
  })

  test('give a pull request no secret, no token that writes, and no cache', () => {
    const open = jobs.filter(({ workflow }) => Object.hasOwn(workflow.on, 'pull_request'))
    expect(open).not.toEqual([])
    for (const { where, job } of open) {
      expect(writes(job), where).toEqual([])
      expect(JSON.stringify(job), where).not.toMatch(/secrets\.|github\.token|actions\/cache|deploy-pages/)
    }
    for (const { file, workflow } of FILES)
      expect(Object.keys(workflow.on), file).not.toContain('pull_request_target')
  })

  test('let no job that runs our code on foreign input publish or sign', () => {
    const running = jobs.filter(({ job }) =>
      job.steps.some(({ run }) => /\bnpm\b|\bnode\b|\.ci\//.test(run ?? '')),
    )
    expect(running.length).toBeGreaterThan(1)
    for (const { where, job } of running) expect(writes(job), where).toEqual([])
  })

  test('leave no credentials behind a checkout', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'))
    for (const { where, step } of checkouts) expect(step.with?.['persist-credentials'], where).toBe(false)
  })
})

describe('publishing', () => {
  test('is always of the default branch, with all tags as they are, one run at a time', () => {
    const checkout = publish.workflow.jobs['build']?.steps.find(({ uses }) => uses?.includes('checkout'))
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 })
    expect(publish.text).toMatch(/git fetch --force --tags/)
    expect(publish.workflow.concurrency).toEqual({ group: 'pages', 'cancel-in-progress': false })
  })

  test('keeps the ledger and what is remembered of it apart from the caches of the program', () => {
    const kept = (publish.workflow.jobs['build']?.steps ?? []).filter(({ with: given }) =>
      String(given?.['path']).includes('content/ledger.ndjson'),
    )
    expect(kept.map(({ uses }) => uses?.split('@')[0])).toEqual([
      'actions/cache/restore',
      'actions/cache/save',
    ])
    for (const { with: given } of kept) {
      expect(String(given?.['path']).trim().split('\n')).toEqual([
        'content/ledger.ndjson',
        'content/catalog.json',
        'content/published.json',
      ])
      expect(given?.['key']).toMatch(/^ledger-.*github\.run_id.*github\.run_attempt/)
    }
  })

  test('of a job that is started again takes no cache of its first attempt, and goes over no newer site', () => {
    const caches = steps.filter(({ step }) => step.uses?.startsWith('actions/cache/'))
    for (const { step } of caches)
      expect(step.with?.['key']).toMatch(/run_id \}\}-\$\{\{ github\.run_attempt/)
    const [compare, deployment] = publish.workflow.jobs['deploy']?.steps ?? []
    expect(compare?.run).toMatch(/catalog\.json(.|\n)*exit 1/)
    expect(deployment?.uses).toMatch(/^actions\/deploy-pages@/)
  })

  test('has the end of the ledger signed', () => {
    const signed = publish.workflow.jobs['attest']?.steps.map(({ with: given }) => given?.['subject-name'])
    expect(signed).toEqual(['api/v1/attestations/SHA256SUMS', 'api/v1/ledger.ndjson'])
  })
})
