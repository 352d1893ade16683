import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { evaluationPath } from '#collect/statements.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { ATTACKS as PLAIN_ATTACKS } from './attacks.ts'
import { put, readRecord, SURROUNDINGS, temporaryFolder, writeConfiguration } from './collecting.ts'
import { buildRepository, git, type Step } from './fast-import.ts'
import { HIDDEN_ATTACKS } from './hidden-attacks.ts'
import { honest, type Offer, type Parts } from './offer.ts'

/*
 * What somebody outside can write: a dossier, the files beside it, commits and tags. Each attack is an honest release with
 * one thing changed, in a service of its own, and one run of the command line judges them all. The honest one is GO.
 */

const TODAY = '2026-03-09T00:00:00Z'

const clause = { maxAgeDays: null, code: 'this' }
const POLICY = {
  id: 'default',
  version: '2026.1',
  title: 'A policy of this test',
  status: 'Decided',
  validFrom: '2025-01-01T00:00:00Z',
  groups: [
    gates('tests', {
      id: 'unit-tests',
      accepts: [{ ...clause, kinds: ['test'], formats: ['junit'], suites: ['unit'], cases: ['AT-052'] }],
    }),
    gates('operations', {
      id: 'restore',
      requirement: 'conditional',
      condition: 'the service keeps data',
      accepts: [
        {
          kinds: ['operations'],
          formats: ['record'],
          acts: ['drill'],
          topics: ['restore'],
          maxAgeDays: 90,
          code: 'any',
        },
      ],
    }),
    gates('contracts', {
      id: 'breaking',
      rule: 'breaking-changes',
      accepts: [{ ...clause, kinds: ['contract'], formats: ['junit'], suites: ['contract'] }],
    }),
    gates('notes', { id: 'notes', rule: 'release-notes' }),
    gates('sign-off', { id: 'sign-off', rule: 'approvals' }),
  ],
  requirements: ['docs-patch', 'runtime-patch', 'minor', 'major'].map((releaseType) => ({
    releaseType,
    summary: 'The same for all',
  })),
  profiles: [],
  approvers: ['engineering', 'security'].map((role) => ({ role, title: role, quorum: 1 })),
  blockingSeverities: ['SEV-1', 'SEV-2'],
  maxSkippedShare: 0.2,
  fallbacks: { severities: ['SEV-3'], maxDays: 90 },
  waivers: { maxDays: 90 },
  documentationPaths: ['docs/**'],
}

function gates(id: string, gate: Parts) {
  const usual = { title: gate['id'], requirement: 'mandatory', rule: 'evidence', evidenceSource: 'CI' }
  return { id, title: id, gates: [{ ...usual, ...gate }] }
}

const ATTACKS = [...PLAIN_ATTACKS, ...HIDDEN_ATTACKS]
const folder = temporaryFolder()
const content = join(folder, 'content')
const NAMES = ['honest', ...ATTACKS.map((_, index) => `attack-${index}`)]

/** Commits are named by what they hold: dossiers name those of a first, blank history. */
function history(codes: ReadonlyMap<string, string>): Step[] {
  return NAMES.flatMap((service, index) => {
    const code = codes.get(service) ?? '0'.repeat(40)
    const usual = honest(service, code)
    const before = codes.get(`${service} before`) ?? '0'.repeat(40)
    const change = ATTACKS[index - 1]?.[1]({ ...usual }, { at: service, before })
    const offer = { ...usual, ...change }
    return [
      {
        commit: `${service} before`,
        at: '2026-03-01T08:00:00Z',
        subject: 'Begin',
        files: { [`${service}/main.go`]: 'one' },
        parents: [],
      },
      { tag: `${service}/v1.0.0`, of: `${service} before` },
      {
        commit: service,
        at: '2026-03-03T08:00:00Z',
        subject: offer.subject,
        files: { [`${service}/main.go`]: 'two' },
      },
      {
        commit: `${service} release`,
        at: '2026-03-03T12:00:00Z',
        subject: 'Release',
        files: { ...offer.files, [`${service}/dossier.json`]: written(offer) },
      },
      { tag: `${service}/v1.1.0`, of: `${service} release`, message: '1.1.0', at: '2026-03-03T12:30:00Z' },
    ]
  })
}

function written({ dossier, approved, approvers, text = (same) => same }: Offer): string {
  const dossierSha256 = hash('sha256', canonical(approved ?? dossier))
  const approvals = approvers.map((each) => ({ ...each, binds: { dossierSha256 } }))
  return text(JSON.stringify({ ...dossier, approvals }))
}

/** Both verdicts of the service's release and what blocks either, or why it is quarantined. */
function verdictOf(service: string) {
  const record = readRecord(content, service, '1.1.0')
  const codes = (findings: readonly { code: string }[]) =>
    [...new Set(findings.map(({ code }) => code))].sort()
  if (record.state === 'quarantined') return { decisions: [record.state], codes: codes(record.quarantine) }
  const path = join(content, evaluationPath({ service, version: '1.1.0' }))
  const { atRelease, today, blockers } = JSON.parse(readFileSync(path, 'utf8'))
  return { decisions: [atRelease.decision, today.decision], codes: codes(blockers) }
}

beforeAll(() => {
  const repository = join(folder, 'product')
  const blank = buildRepository(join(folder, 'blank'), history(new Map()))
  const commit = (ref: string) => git([`--git-dir=${blank}`, 'rev-parse', ref])
  const codes = NAMES.flatMap((name): [string, string][] => [
    [name, commit(`${name}/v1.1.0^{commit}~1`)],
    [`${name} before`, commit(`${name}/v1.0.0`)],
  ])
  buildRepository(repository, history(new Map(codes)))
  const services = NAMES.map((id) => ({
    id,
    tag: `${id}/v{version}`,
    dossier: `${id}/dossier.json`,
    paths: [`${id}/**`],
  }))
  const config = writeConfiguration(folder, { repository }, services)
  put(join(folder, 'policies/default.yaml'), JSON.stringify(POLICY))
  const program = join(import.meta.dirname, '../../../scripts/catalog.ts')
  const args = [program, 'collect', '--config', config, '--content', content, '--at', TODAY]
  const ran = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...SURROUNDINGS, HOME: folder },
  })
  expect(ran).toMatchObject({ status: 0 })
})

describe('a release', () => {
  test('that is honest is GO', () => {
    expect(verdictOf('honest')).toEqual({ decisions: ['go', 'go'], codes: [] })
  })

  test.each(
    ATTACKS.map(([what, , state, codes], index) => ({ what, state, codes, service: `attack-${index}` })),
  )('that $what is not GO', ({ service, state, codes }) => {
    const decisions = state === 'no-go' ? [state, state] : [state]
    expect(verdictOf(service)).toEqual({ decisions, codes })
  })
})
