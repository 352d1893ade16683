import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { samplePath } from '../../samples.ts'
import { cyclonedxValidators } from './cyclonedx-schema.ts'

/** The examples, valid and invalid, of the specification itself. */
const EXAMPLES = samplePath('sbom/cdx-spec')

test('what the CycloneDX schema accepts is read, and what it refuses never passes', () => {
  const validators = cyclonedxValidators()
  const seen = { valid: 0, invalid: 0 }
  for (const name of readdirSync(EXAMPLES).sort()) {
    const bytes = readFileSync(join(EXAMPLES, name))
    const document = JSON.parse(bytes.toString('utf8'))
    const isValid = validators.get(document.specVersion)?.(document) === true
    const { status } = readEvidence(bytes, 'cyclonedx')
    seen[isValid ? 'valid' : 'invalid'] += 1
    if (isValid) expect(status, name).not.toBe('unreadable')
    else expect(status, name).not.toBe('passed')
  }
  expect(seen.valid).toBeGreaterThan(40)
  expect(seen.invalid).toBeGreaterThan(15)
})
