import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { samplePath } from '../../samples.ts'
import { damaged, outcomeOf } from './damage.ts'
import { anInstance } from './signing.ts'

/** A bundle over a bare file, with a proof instead of a promise. */
const BUNDLE = samplePath('attestation/conformance/happy-path-v0.3/bundle.sigstore.json')

test('a bundle over a bare file with one of its values replaced is never verified', async () => {
  const instance = anInstance()
  for (const { document } of damaged(JSON.parse(readFileSync(BUNDLE, 'utf8'))))
    expect(await outcomeOf(document, instance)).not.toBe('verified')
})
