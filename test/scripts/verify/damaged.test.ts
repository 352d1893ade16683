import { expect, test } from 'vitest'
import { COMMIT, DIGEST } from '../../builders.ts'
import { damaged, outcomeOf } from './damage.ts'
import { aBundle, anInstance, aProvenance } from './signing.ts'

const instance = anInstance()
const bundle = aBundle(instance, aProvenance([{ name: 'a', digest: { sha256: DIGEST } }], COMMIT), {
  commit: COMMIT,
})

test('a bundle with one value replaced is verified only if that value is not signed', async () => {
  const verified = new Set<string>()
  for (const { path, document } of damaged(bundle)) {
    const outcome = await outcomeOf(document, instance)
    if (outcome === 'verified') verified.add(path)
  }
  // No hint is believed, so none can do harm.
  expect([...verified]).toEqual(['dsseEnvelope.signatures.0.keyid'])
})
