import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTrustedRoot, WITNESSES } from '#verify/roots.ts'
import { anInstance } from './signing.ts'

const own = JSON.parse(anInstance().root.toString())
const read = (root: unknown) =>
  readTrustedRoot(Buffer.from(JSON.stringify(root)), {
    name: 'own',
    takenAt: '2026-02-01T00:00:00Z',
    witnesses: WITNESSES.public,
  })

describe('a trusted root', () => {
  test('of the right shape is read, with its digest', () => {
    const root = read(own)
    expect(root.ok && root.value.trust).toEqual({
      name: 'own',
      takenAt: '2026-02-01T00:00:00Z',
      sha256: hash('sha256', JSON.stringify(own)),
    })
  })

  test('that comes with the program is one', () => {
    const file = new URL('../../../scripts/verify/roots/sigstore-public-good.json', import.meta.url)
    expect(read(JSON.parse(readFileSync(file, 'utf8'))).ok).toBe(true)
  })

  // The library takes a missing start for the beginning of time, and a certificate that is none for a reason to throw.
  test.each<[string, (root: typeof own) => void, string]>([
    ['a log without a start', (root) => delete root.tlogs[0].publicKey.validFor.start, 'schema.missing'],
    [
      'an authority without a start',
      (root) => delete root.certificateAuthorities[0].validFor.start,
      'schema.missing',
    ],
    ['no authority', (root) => root.certificateAuthorities.pop(), 'schema.invalid'],
    [
      'an authority without certificates',
      (root) => root.certificateAuthorities[0].certChain.certificates.pop(),
      'schema.invalid',
    ],
    [
      'another media type',
      (root) => Object.assign(root, { mediaType: 'application/json' }),
      'schema.invalid',
    ],
    [
      'a key that is no base64',
      (root) => Object.assign(root.tlogs[0].publicKey, { rawBytes: '*' }),
      'schema.invalid',
    ],
    [
      'a certificate that is none',
      (root) => Object.assign(root.certificateAuthorities[0].certChain.certificates[0], { rawBytes: 'AAAA' }),
      'trust.no_certificate',
    ],
  ])('with %s is refused', (_, spoil, code) => {
    const root = structuredClone(own)
    spoil(root)
    const refused = read(root)
    expect(refused.ok ? [] : refused.findings.map((each) => each.code)).toContain(code)
  })
})
