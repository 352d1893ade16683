import { hash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { publishRecords } from '#build/publish.ts'
import { entryOf } from '#collect/index/entry.ts'
import { judgingOf } from '#collect/run.ts'
import { audit } from '#commands/verify/audit.ts'
import { siteDocuments } from '#commands/verify/documents.ts'
import { auditLines } from '#commands/verify.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { scoringAt } from '#decide/scoring/queue.ts'
import { readLedger } from '#ledger/text.ts'
import { scoringDocument } from '#messages/scoring.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { ScoringRegistry } from '#model/scoring.ts'
import { allRecords } from '#store/records.ts'
import { collectInto, put, temporaryFolder, writeConfiguration } from '../../collect/collecting.ts'
import { dossierSteps, dossierText, junit } from '../../collect/dossiers.ts'
import { buildRepository } from '../../collect/fast-import.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const site = join(folder, 'site')
const file = (path: string) => join(site, path)

/** A site with one release that has a published red artifact, as the build leaves it, but without its pages. */
beforeAll(async () => {
  const evidence = [
    { name: 'unit', kind: 'test', producer: 'ci', path: 'unit.xml', gates: [], publish: true },
    { name: 'kept', kind: 'test', producer: 'ci', path: 'kept.xml', gates: [] },
  ]
  const releaseNotes = { text: 'All of it is **new**.', status: 'complete' }
  const steps = dossierSteps('1.0.0', dossierText('1.0.0', { evidence, releaseNotes }))
  const repository = buildRepository(join(folder, 'product'), steps)
  put(join(folder, 'artifacts/v1.0.0/unit.xml'), junit(false))
  put(join(folder, 'artifacts/v1.0.0/kept.xml'), junit())
  const config = writeConfiguration(folder, { repository, artifacts: 'artifacts' }, [
    { id: 'product', tag: 'v{version}' },
  ])
  await collectInto(content, { config })
  publishRecords(content, site)
  const facts = CatalogFacts.parse(JSON.parse(readFileSync(join(content, 'catalog.json'), 'utf8')))
  const read = readLedger(readFileSync(join(content, 'ledger.ndjson'), 'utf8'))
  const ledger = read.ok ? read.lines.map(({ entry }) => entry) : []
  const judging = judgingOf(facts, facts.at, ledger)
  const stored = [...allRecords(content)]
  const entries = stored.map(({ record, digest }) => entryOf(record, digest, judging))
  const records = new Map(stored.map((each) => [releaseId(each.record), each]))
  for (const [path, text] of siteDocuments({ facts, entries, ledger, records }, '/catalog/'))
    put(file(path), text)
  const registry = ScoringRegistry.parse(JSON.parse(readFileSync(join(content, 'scoring.json'), 'utf8')))
  const today = scoringAt(registry, ['product'], facts.at)
  put(file('api/v1/scoring.json'), JSON.stringify(scoringDocument(today, registry)))
})

async function faults() {
  const { steps } = await audit(site, null)
  return steps.flatMap((step) =>
    step.faults.map(({ code, args }) => `${step.name} ${code} ${args['at'] ?? ''}`.trim()),
  )
}

/** Changes files, looks, and puts the site back. */
async function tampered(change: () => void): Promise<string[]> {
  const before = join(folder, 'before')
  cpSync(site, before, { recursive: true })
  try {
    change()
    return await faults()
  } finally {
    rmSync(site, { recursive: true })
    cpSync(before, site, { recursive: true })
  }
}

function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file(path), 'utf8')
  expect(text).toMatch(from)
  writeFileSync(file(path), text.replace(from, to))
}

/** What whoever holds the site can do: the record is edited, and the ledger written anew with its digest. */
function forge(
  change: (record: ReleaseRecord) => void,
  changeEntry: (entry: Record<string, unknown>) => void = () => {},
): void {
  const path = 'api/v1/releases/product/1.0.0.json'
  const record = JSON.parse(readFileSync(file(path), 'utf8'))
  change(record)
  writeFileSync(file(path), canonical(record))
  const entry = JSON.parse(readFileSync(file('api/v1/ledger.ndjson'), 'utf8'))
  entry.recordSha256 = hash('sha256', canonical(record))
  changeEntry(entry)
  const line = canonical(entry)
  writeFileSync(file('api/v1/ledger.ndjson'), `${line}\n`)
  edit('api/v1/catalog.json', /"head":"[0-9a-f]{64}"/, `"head":"${hash('sha256', line)}"`)
}

/** A file, what is changed in it, and what is said about that. */
const CHANGES = [
  [
    'api/v1/index.json',
    '"today":"no-go"',
    '"today":"go"',
    'documents ledger.document_differs releases[0].decisions.today',
  ],
  [
    'api/v1/index.json',
    /"releases":\[(.*?\})\],"withdrawn"/,
    '"releases":[$1,$1],"withdrawn"',
    'documents ledger.document_differs releases[1]',
  ],
  [
    'api/v1/services/product.json',
    '"today":"no-go"',
    '"today":"go"',
    'documents ledger.document_differs versions[0].decisions.today',
  ],
  [
    'api/v1/services/product/latest.json',
    '"atRelease":"no-go"',
    '"atRelease":"go"',
    'documents ledger.document_differs latest.decisions.atRelease',
  ],
  [
    'api/v1/runbooks.json',
    '"runbooks":[]',
    '"runbooks":[{}]',
    'documents ledger.document_differs runbooks[0]',
  ],
  ['api/v1/columns.json', '"no-go"', '"go"', 'documents ledger.document_differs columns.verdict.values[0]'],
  ['api/v1/scoring.json', 'GO', 'go', 'documents ledger.document_differs never'],
  ['api/v1/scoring/registry.json', '2026', '2027', 'documents ledger.document_differs at'],
  ['as-of.json', '2026', '2027', 'documents ledger.document_differs text'],
  ['schema/v1/dossier.json', 'Release dossier', 'Release', 'documents ledger.document_differs line 4'],
  [
    'api/v1/releases/product/1.0.0/evaluation.json',
    '"decision":"no-go"',
    '"decision":"go"',
    'evaluations ledger.document_differs atRelease.decision',
  ],
  [
    'api/v1/attestations/product/1.0.0.json',
    'FAILED',
    'PASSED',
    'statements ledger.statement_differs predicate.verificationResult',
  ],
  [
    'api/v1/catalog.json',
    /"blockingSeverities":\["SEV-1"/g,
    '"blockingSeverities":["SEV-4"',
    'policies ledger.policy_edited',
  ],
] as const

describe('an audit of a site', () => {
  test('finds nothing in one as it was built, and says what it did not check', async () => {
    expect(await faults()).toEqual([])
    const lines = auditLines(await audit(site, null))
    expect(lines).toContain(
      'not checked  1 artifact whose bytes are kept elsewhere: only their digests are published',
    )
    expect(lines.join('\n')).toMatch(/not checked {2}pages/)
    expect(lines.at(-1)).toMatch(/^Everything that was checked agrees/)
  })

  test.each(CHANGES)('finds what was changed in %s', async (path, from, to, expected) => {
    expect((await tampered(() => edit(path, from, to))).join('\n')).toContain(expected)
  })

  test.each([
    ['api/v1/services/product/latest.json', 'documents ledger.document_missing'],
    ['api/v1/columns.json', 'documents ledger.document_missing'],
    ['api/v1/services/product/latest-go.json', 'documents ledger.document_missing'],
    ['api/v1/expiring.json', 'documents ledger.document_missing'],
    ['api/v1/baseline.json', 'documents ledger.document_missing'],
    ['api/v1/services/product/baseline.json', 'documents ledger.document_missing'],
    ['api/v1/releases/product/1.0.0/evaluation.json', 'evaluations ledger.document_missing'],
  ])('misses %s', async (path, expected) => {
    expect(await tampered(() => rmSync(file(path)))).toEqual([expected])
  })

  test.each(['api/v1/services/other.txt', 'api/v1/releases/product/6.6.6/evaluation.json', 'evidence/x.xml'])(
    'finds %s, which follows from nothing',
    async (path) => {
      expect(await tampered(() => put(file(path), '{}'))).toEqual(['documents ledger.file_unknown'])
    },
  )
})

describe('a record and a ledger that were written anew by whoever holds the site', () => {
  test('contradict the published bytes of an artifact that is to pass', async () => {
    const found = await tampered(() =>
      forge((record) => {
        const [item] = record.evidence
        if (item) Object.assign(item, { status: 'passed', reasons: [] })
      }),
    )
    expect(found).toContain('readings ledger.reading_differs status')
  })

  test('contradict them in what was counted', async () => {
    const found = await tampered(() =>
      forge((record) => Object.assign(record.evidence[0]?.counts ?? {}, { failed: 0 })),
    )
    expect(found).toContain('readings ledger.reading_differs counts.failed')
  })

  test('contradict the notes that the dossier gives', async () => {
    const script = { releaseNotes: '<script>alert(1)</script>' }
    expect(await tampered(() => forge((record) => Object.assign(record.notes, script)))).toContain(
      'notes ledger.notes_differ releaseNotes',
    )
  })

  test.each([
    ['the commit', { commit: 'c'.repeat(40) }, 'commit'],
    ['the tag', { tag: 'v9' }, 'tag'],
    ['the tag object', { tagObject: 'c'.repeat(40) }, 'tagObject'],
    ['the dossier', { dossierSha256: 'c'.repeat(64) }, 'dossierSha256'],
    ['the moment', { at: '2027-01-01T00:00:00Z' }, 'at'],
  ])('contradict each other about %s', async (_, change, at) => {
    const found = await tampered(() =>
      forge(
        () => {},
        (entry) => Object.assign(entry, change),
      ),
    )
    expect(found).toContain(`entries ledger.entry_differs ${at}`)
  })

  test.each([
    ['decision', 'go'],
    ['decidedAt', '2026-01-01T00:00:00Z'],
  ])('contradict the verdict in its %s', async (key, value) => {
    const found = await tampered(() =>
      forge(
        () => {},
        (entry) => Object.assign(entry['atRelease'] as object, { [key]: value }),
      ),
    )
    expect(found).toContain(`entries ledger.entry_differs atRelease.${key}`)
  })
})

test('every document of a site names the ledger it was made with, when, and until when it holds', () => {
  const facts = CatalogFacts.parse(JSON.parse(readFileSync(file('api/v1/catalog.json'), 'utf8')))
  const { ledger, generatedAt, expectedBefore } = facts
  const paths = ['index', 'runbooks', 'services/product', 'services/product/latest']
  for (const path of paths)
    expect(JSON.parse(readFileSync(file(`api/v1/${path}.json`), 'utf8')), path).toMatchObject({
      ledger,
      generatedAt,
      expectedBefore,
    })
  const { predicate } = JSON.parse(readFileSync(file('api/v1/attestations/publication.json'), 'utf8'))
  expect(predicate).toMatchObject({ ledger, generatedAt, expectedBefore })
  expect(ledger.entries).toBe(1)
})

test('only what is published is looked at: one artifact of two', () => {
  expect(readdirSync(file('evidence'))).toHaveLength(1)
})

describe('a site held against the repository', () => {
  const against = async () => {
    const { steps, unchecked } = await audit(site, null, {
      against: { config: join(folder, 'catalog.yaml') },
    })
    const step = steps.find(({ name }) => name === 'against')
    return { found: step?.faults.map(({ code, args }) => `${code} ${args['at'] ?? ''}`.trim()), unchecked }
  }

  test('agrees with it as it was built', async () => {
    const { found, unchecked } = await against()
    expect(found).toEqual([])
    expect(unchecked.join()).not.toMatch(/git|kept elsewhere/)
  })

  test('contradicts it where somebody wrote what only the repository knows', async () => {
    const before = join(folder, 'unforged')
    cpSync(site, before, { recursive: true })
    forge((record) => Object.assign(record.git, { tagger: 'Somebody Else' }))
    expect((await against()).found).toEqual(['ledger.against_differs git.tagger'])
    rmSync(site, { recursive: true })
    cpSync(before, site, { recursive: true })
  })
})
