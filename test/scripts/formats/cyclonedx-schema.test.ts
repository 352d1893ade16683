import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'

/** The published schemas and the specification's own examples, read where they happen to lie. */
const FOLDER = '../shared/samples/sbom'

describe.skipIf(!existsSync(FOLDER))('CycloneDX beside its published schemas', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
  const schema = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8'))
  for (const shared of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema(schema(shared))
  const judges = new Map(
    ['1.4', '1.5', '1.6', '1.7'].map((version) => [version, ajv.compile(schema(`bom-${version}`))] as const),
  )
  const examples = readdirSync(join(FOLDER, 'cdx-spec')).sort()

  test('what the schema takes is read, and what it refuses never passes', () => {
    const seen = { valid: 0, invalid: 0 }
    for (const name of examples) {
      const bytes = readFileSync(join(FOLDER, 'cdx-spec', name))
      const document = JSON.parse(bytes.toString('utf8'))
      const isValid = judges.get(document.specVersion)?.(document) === true
      const { status } = readEvidence(bytes, 'cyclonedx')
      seen[isValid ? 'valid' : 'invalid'] += 1
      if (isValid) expect(status, name).not.toBe('unreadable')
      else expect(status, name).not.toBe('passed')
    }
    expect(seen.valid).toBeGreaterThan(40)
    expect(seen.invalid).toBeGreaterThan(15)
  })

  test('the committed fixtures that pass are valid', () => {
    const fixtures = join(import.meta.dirname, 'fixtures/cyclonedx')
    for (const name of readdirSync(fixtures)) {
      const bytes = readFileSync(join(fixtures, name, 'input.json'))
      if (readEvidence(bytes, null).status !== 'passed') continue
      const document = JSON.parse(bytes.toString('utf8'))
      expect(judges.get(document.specVersion)?.(document), name).toBe(true)
    }
  })
})
