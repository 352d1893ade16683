import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { addEvidence, approveDossier } from '#commands/dossier/change.ts'
import { writeDraft } from '#commands/dossier/draft.ts'
import { checkDossier } from '#commands/dossier.ts'
import { placesOf } from '#lib/places.ts'
import { put, temporaryFolder } from '../../collect/collecting.ts'
import { git } from '../../collect/fast-import.ts'

const folder = temporaryFolder()
const root = join(folder, 'product')
mkdirSync(root)
const file = join(root, 'release/dossier.json')
const AT = '2099-06-02T12:00:00Z'
const options = { ...placesOf(root), format: 'text' }
const written = () => JSON.parse(readFileSync(file, 'utf8'))
const green =
  '<testsuites><testsuite name="unit" tests="1"><testcase name="a" classname="x"/></testsuite></testsuites>'
const POLICY = {
  id: 'small',
  version: '1',
  title: 'Small',
  status: 'Decided',
  validFrom: '2023-01-01T00:00:00Z',
}

/** One gate that takes tests, one that applies under a condition, complete notes, and one approver. */
function policyText(): string {
  const accepts = [{ kinds: ['test'], formats: ['junit'], maxAgeDays: null, code: 'this' }]
  const gate = (id: string, rule: string, more: object) => ({
    ...{ id, title: id, requirement: 'mandatory', rule, evidenceSource: 'ci' },
    ...more,
  })
  const gates = [
    gate('tests', 'evidence', { accepts }),
    gate('pen-test', 'evidence', {
      accepts: accepts.map((each) => ({ ...each, producers: ['pen'] })),
      requirement: 'conditional',
      condition: 'it opens a door',
    }),
    gate('notes', 'release-notes', {}),
  ]
  const groups = ['a', 'b', 'c', 'd', 'e'].map((id, at) => ({ id, title: id, gates: at === 0 ? gates : [] }))
  const types = ['docs-patch', 'runtime-patch', 'minor', 'major']
  const requirements = types.map((releaseType) => ({ releaseType, summary: 'tests' }))
  const approvers = [{ role: 'owner', title: 'Owner', quorum: 1 }]
  return JSON.stringify({
    ...POLICY,
    groups,
    requirements,
    profiles: [],
    approvers,
    blockingSeverities: ['SEV-1'],
  })
}

beforeAll(() => {
  const as = (...args: string[]) =>
    git(['-C', root, '-c', 'user.name=Ada', '-c', 'user.email=a@example.com', ...args])
  put(join(root, 'catalog/policies/small.yaml'), policyText())
  git(['init', '-q', root])
  as('add', '-A')
  as('commit', '-q', '-m', 'Begin')
  as('tag', 'v1.0.0')
  put(join(root, 'code'), '1')
  as('add', '-A')
  as('commit', '-q', '-m', 'Add a door (#7)')
  put(join(folder, 'reports/unit.xml'), green)
  put(join(folder, 'reports/readme.txt'), 'no proof')
})

describe('from files to GO', () => {
  test('a draft says what files and git know, and opens no gate by itself', async () => {
    const said = await writeDraft('v1.1.0', { ...options, evidence: [join(folder, 'reports')] }, AT)
    expect(said).toContain('  ✓ unit (test): tests')
    expect(said).toContain(
      `  ? ${join(folder, 'reports/readme.txt')}: no reader knows its format; run: catalog formats`,
    )
    expect(written()).toMatchObject({
      service: 'product',
      version: '1.1.0',
      releaseType: 'minor',
      releaseNotes: { status: 'drafted', text: '- Add a door (#7)' },
      evidence: [{ name: 'unit', path: 'release/evidence/unit.xml', gates: ['tests'] }],
      gates: [{ id: 'pen-test', note: expect.stringMatching(/^TODO: .*it opens a door/) }],
      approvals: [],
    })
    const { text, exitCode } = await checkDossier(undefined, { ...options, at: AT })
    expect([text.split('\n')[0], exitCode]).toEqual(['4 lines for a person:', 1])
  })

  test('a draft is never replaced unless that is asked for', async () => {
    await expect(writeDraft('v1.1.0', { ...options, evidence: [] }, AT)).rejects.toThrow('is there already')
    await expect(writeDraft('x', { ...options, evidence: [] }, AT)).rejects.toMatchObject({ exitCode: 2 })
  })

  test('evidence is added with the gates that it passes', async () => {
    put(join(root, 'pen.xml'), green.replace('unit', 'pen'))
    const said = await addEvidence([join(root, 'pen.xml')], { ...options, producer: 'pen' }, AT)
    expect(said).toEqual(['1 file added to release/dossier.json.', '  ✓ pen (test): tests, pen-test'])
    expect(written().evidence[1]).toMatchObject({
      name: 'pen',
      path: 'pen.xml',
      gates: ['tests', 'pen-test'],
    })
  })

  test('an approval is bound to what is written, and ends with the next change', async () => {
    const notes = { status: 'complete', text: 'A door.' }
    put(
      file,
      JSON.stringify({
        ...written(),
        purpose: 'A door',
        releaseNotes: notes,
        compatibilityNotes: notes,
        gates: [],
      }),
    )
    await expect(
      approveDossier(undefined, { ...options, role: 'boss', approver: 'Grace' }, AT),
    ).rejects.toThrow('The policy knows no role "boss"; there are: owner.')
    await approveDossier(undefined, { ...options, role: 'owner', approver: 'Grace' }, AT)
    const { text, exitCode } = await checkDossier(undefined, { ...options, at: AT })
    expect(text).toContain(`Approvals bind: sha256 ${written().approvals[0].binds.dossierSha256}`)
    expect([text.trimEnd().split('\n').at(-1), exitCode]).toEqual(['DECISION: GO', 0])
    put(file, JSON.stringify({ ...written(), purpose: 'Another door' }))
    expect((await checkDossier(undefined, { ...options, at: AT })).exitCode).toBe(1)
  })
})
