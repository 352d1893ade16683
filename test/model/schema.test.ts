import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { jsonSchemas } from '#commands/schema.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { CatalogConfiguration } from '#model/catalog.ts'
import { Dossier } from '#model/dossier.ts'
import { Evaluation } from '#model/evaluation.ts'
import { EvidenceItem } from '#model/evidence.ts'
import { IndexLine } from '#model/index-line.ts'
import { LedgerEntry } from '#model/ledger.ts'
import { MetricsDocument } from '#model/metrics.ts'
import { Policy } from '#model/policy.ts'
import { RecordDocument } from '#model/record.ts'
import { ReleaseRecord } from '#model/release.ts'
import { Service } from '#model/service.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../builders.ts'
import { projectPolicy } from '../passing-record.ts'
import { PAIRS } from './pairs.ts'

/** Other tools check documents with the published JSON Schemas: they must say what zod says, yes and no. */
const SCHEMAS = {
  dossier: Dossier,
  service: Service,
  'index-line': IndexLine,
  'ledger-entry': LedgerEntry,
  'catalog-configuration': CatalogConfiguration,
  record: RecordDocument,
  metrics: MetricsDocument,
  'evidence-item': EvidenceItem,
  policy: Policy,
  'release-record': ReleaseRecord,
  evaluation: Evaluation,
}

const evaluation = evaluate(aRecord(), aPolicy(), AT)

/** Pairs for what is large: whole documents of the other tests, and the same with one thing wrong. */
const BUILT: typeof PAIRS = {
  'evidence-item': {
    good: [anItem()],
    bad: [
      { ...anItem(), status: 'stale' },
      { ...anItem(), verdict: 'go' },
      { ...anItem(), metrics: { 'a b': 1 } },
      { ...anItem(), bytes: -1 },
    ],
  },
  policy: {
    good: [
      aPolicy(),
      projectPolicy('default-2026.1'),
      projectPolicy('default-2026.2'),
      projectPolicy('default-2026.3'),
    ],
    bad: [
      { ...aPolicy(), groups: [] },
      { ...aPolicy(), version: '' },
      { ...aPolicy(), blockingSeverities: ['SEV-9'] },
    ],
  },
  'release-record': {
    good: [aRecord(), aRecord({ dossier: aDossier() })],
    bad: [
      { ...aRecord(), state: 'go' },
      { ...aRecord(), schemaVersion: 2 },
      { ...aRecord(), git: { ...aRecord().git, commits: -1 } },
    ],
  },
  evaluation: {
    good: [evaluation],
    bad: [
      { ...evaluation, decision: 'GO' },
      { ...evaluation, strip: 'ppppp' },
      { ...evaluation, at: 'now' },
    ],
  },
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: false })
formats.default(ajv)

describe.each(Object.entries(SCHEMAS))('the JSON Schema of %s', (name, schema) => {
  const validate = ajv.compile(JSON.parse(jsonSchemas().get(`${name}.json`) ?? 'null'))
  const { good, bad } = { ...PAIRS, ...BUILT }[name] ?? { good: [], bad: [] }

  test('has documents to test with', () => {
    expect(good.length).toBeGreaterThan(0)
    expect(bad.length).toBeGreaterThan(0)
  })

  test.each(good.map((document) => [title(document), document]))('takes %s, as zod does', (_, document) => {
    expect({ zod: schema.safeParse(document).success, ajv: validate(document) }).toEqual({
      zod: true,
      ajv: true,
    })
  })

  test.each(bad.map((document) => [title(document), document]))('refuses %s, as zod does', (_, document) => {
    expect({ zod: schema.safeParse(document).success, ajv: validate(document) }).toEqual({
      zod: false,
      ajv: false,
    })
  })
})

describe('the published JSON Schemas', () => {
  test.each([...jsonSchemas()])('%s is committed as the model defines it, and compiles', (name, text) => {
    expect(readFileSync(join(import.meta.dirname, '../../public/schema/v1', name), 'utf8')).toBe(text)
    const parsed = JSON.parse(text)
    expect(parsed).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: name })
    expect(parsed.title).toMatch(/^[A-Z]/)
    const own = new Ajv2020({ strict: true, strictTypes: false })
    formats.default(own)
    expect(() => own.compile(parsed)).not.toThrow()
  })
})

function title(document: unknown): string {
  return JSON.stringify(document).slice(0, 100)
}
