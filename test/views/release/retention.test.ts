import { describe, expect, test } from 'vitest'
import { retentionOf } from '#decide/history/retention.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { GithubFacts } from '#model/github.ts'
import type { Assessed } from '#views/release/input.ts'
import { artifactTable, retentionRows } from '#views/release/retention.ts'
import { aDossier, anItem, aRecord, DIGEST } from '../../builders.ts'

const END = '2026-11-05T00:00:00Z'
const reference = (parts: object = {}) => ({ name: 'unit', kind: 'test' as const, producer: 'ci', ...parts })
const fromRun = { source: 'run', path: 'reports' } as EvidenceItem['collectedFrom']
const ofRun = reference({ artifact: 'reports', path: 'unit.xml', run: { id: '7' } })

const github = (artifacts: { name: string; expired: boolean; expiresAt: string | null }[]) =>
  ({ runs: [{ id: '7', artifacts }] }) as unknown as GithubFacts

function kept(item: Partial<EvidenceItem>, named: object = reference(), facts?: GithubFacts) {
  const dossier = aDossier({ evidence: [named as ReturnType<typeof reference>] })
  return retentionOf(anItem(item), { dossier, ...(facts ? { github: facts } : {}) })
}

describe('evidence is kept', () => {
  test.each<[string, Partial<EvidenceItem>, object, string, string | null]>([
    ['here without an end', { publish: true, sha256: DIGEST }, reference(), 'catalog', null],
    ['with the tag', {}, reference(), 'tag', null],
    [
      'where a link leads',
      { collectedFrom: fromRun, url: 'https://ci.example/1' },
      reference(),
      'link',
      null,
    ],
    [
      'as long as the dossier says',
      { collectedFrom: fromRun, url: 'https://ci.example/1' },
      reference({ keptUntil: END }),
      'link',
      END,
    ],
    ['nowhere that is said', { collectedFrom: fromRun }, reference(), 'nowhere', null],
  ])('%s', (_, item, named, place, until) => {
    expect(kept(item, named)).toEqual({ place, until, isGone: false })
  })

  test('as long as the forge keeps the artifact of its run, by the first end', () => {
    const facts = github([
      { name: 'reports', expired: false, expiresAt: '2026-12-01T00:00:00Z' },
      { name: 'reports', expired: false, expiresAt: END },
      { name: 'other', expired: true, expiresAt: '2026-01-01T00:00:00Z' },
    ])
    expect(kept({ collectedFrom: fromRun, run: { id: '7' } }, ofRun, facts)).toEqual({
      place: 'run',
      until: END,
      isGone: false,
    })
  })
})

describe('the page of the evidence', () => {
  const rows = (facts: GithubFacts, sha256: string | null = DIGEST) =>
    retentionRows({
      record: {
        ...aRecord({
          evidence: [anItem({ collectedFrom: fromRun, run: { id: '7' }, sha256 })],
          github: facts,
        }),
        dossier: aDossier({ evidence: [ofRun as ReturnType<typeof reference>] }),
      },
    })

  test('warns two weeks before a link ends, and says what is left afterwards', () => {
    const [row] = rows(github([{ name: 'reports', expired: false, expiresAt: END }]))
    expect(row?.state).toEqual({
      text: 'until 5 Nov 2026',
      turns: [
        ['2026-10-22T00:00:00Z', 'ends on 5 Nov 2026: keep a copy now'],
        [END, 'it existed, its digest is known, its bytes are gone since 5 Nov 2026'],
      ],
    })
  })

  test('says that bytes are gone once the forge has said so, and that nobody said how long', () => {
    const gone = rows(github([{ name: 'reports', expired: true, expiresAt: null }]), null)
    expect(gone[0]).toMatchObject({
      tone: 'bad',
      state: { text: 'it existed, its digest is not known, its bytes are gone' },
    })
    const unsaid = rows(github([{ name: 'reports', expired: false, expiresAt: null }]))
    expect(unsaid[0]).toMatchObject({ tone: 'warn', state: { text: 'how long is not known' } })
  })

  test('shows each artifact with its producer, its purpose, its status and what shows it', () => {
    const outcome = {
      name: 'unit',
      title: 'Unit',
      required: true,
      outcome: 'passed',
      items: [],
      findings: [],
      validUntil: null,
    }
    const input = {
      record: aRecord({ evidence: [anItem({ sha256: DIGEST })] }),
      policies: { today: { artifacts: [{ name: 'unit', producer: 'the pipeline', purpose: 'units hold' }] } },
      posture: {
        today: {
          artifacts: [
            outcome,
            { ...outcome, name: 'pack', outcome: 'missing' },
            { ...outcome, name: 'extra', required: false },
          ],
        },
      },
    } as unknown as Assessed
    expect(
      artifactTable(input).map(({ name, producer, purpose, look, proof }) => [
        name,
        producer,
        purpose,
        look.tone,
        proof?.href,
      ]),
    ).toEqual([
      ['unit', 'the pipeline', 'units hold', 'ok', '#e-unit'],
      ['pack', 'not said', 'not said', 'bad', undefined],
    ])
  })
})
