import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { cyclonedxValidators } from './cyclonedx-schema.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures/cyclonedx')

test('the fixtures of CycloneDX that pass are valid by its published schemas', () => {
  const validators = cyclonedxValidators()
  const passing = readdirSync(FIXTURES)
    // Those in XML have a schema of another kind.
    .filter((name) => existsSync(join(FIXTURES, name, 'input.json')))
    .map((name) => ({ name, bytes: readFileSync(join(FIXTURES, name, 'input.json')) }))
    .filter(({ bytes }) => readEvidence(bytes, null).status === 'passed')
  expect(passing.length).toBeGreaterThan(3)
  for (const { name, bytes } of passing) {
    const document = JSON.parse(bytes.toString('utf8'))
    expect(validators.get(document.specVersion)?.(document), name).toBe(true)
  }
})
