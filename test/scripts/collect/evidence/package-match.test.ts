import { describe, expect, test } from 'vitest'
import { bothMatches, packageMatch } from '#collect/evidence/package-match.ts'

const ONE = '1'.repeat(64)
const TWO = '2'.repeat(64)
const IMAGE = 'pkg:oci/ledger@1.4.0?arch=amd64'

const match = (
  subject: { purls?: string[]; digests?: string[] },
  packages: { purl: string; sha256?: string }[],
  format = 'cyclonedx',
) => packageMatch({ format, subject: { commit: null, digests: [], ...subject } }, packages)

describe('what an artifact is about, beside what is released', () => {
  test.each([
    ['the same name', { purls: [IMAGE] }, [{ purl: IMAGE }], 'same'],
    ['one of several names', { purls: [IMAGE] }, [{ purl: 'pkg:npm/x@1' }, { purl: IMAGE }], 'same'],
    [
      'the name of another version',
      { purls: ['pkg:oci/ledger@1.3.0?arch=amd64'] },
      [{ purl: IMAGE }],
      'different',
    ],
    ['the name without qualifiers', { purls: ['pkg:oci/ledger@1.4.0'] }, [{ purl: IMAGE }], 'different'],
    ['names without versions', { purls: ['pkg:oci/ledger'] }, [{ purl: 'pkg:oci/ledger' }], 'different'],
    ['the same digest', { digests: [ONE] }, [{ purl: IMAGE, sha256: ONE }], 'same'],
    ['the digest in a name', { digests: [ONE] }, [{ purl: `pkg:oci/ledger@sha256:${ONE}` }], 'same'],
    [
      'another digest under the same name',
      { purls: [IMAGE], digests: [TWO] },
      [{ purl: IMAGE, sha256: ONE }],
      'different',
    ],
    [
      'the same digest under another name',
      { purls: ['pkg:oci/x@1'], digests: [ONE] },
      [{ purl: IMAGE, sha256: ONE }],
      'same',
    ],
    [
      'a digest and the name of one package beside the digest of another',
      { purls: ['pkg:npm/b@1.0.0'], digests: [TWO] },
      [{ purl: 'pkg:npm/a@1.0.0', sha256: ONE }, { purl: 'pkg:npm/b@1.0.0' }],
      'same',
    ],
    ['a digest beside a name', { digests: [ONE] }, [{ purl: IMAGE }], 'unknown'],
    ['no subject', {}, [{ purl: IMAGE }], 'unknown'],
    ['nothing released', { purls: [IMAGE] }, [], 'unknown'],
  ])('%s', (_, subject, packages, expected) => {
    expect(match(subject, packages)).toBe(expected)
  })

  test('is not compared if a digest may stand for anything', () => {
    expect(match({ digests: [TWO] }, [{ purl: IMAGE, sha256: ONE }], 'record')).toBe('unknown')
    expect(match({ digests: [TWO] }, [{ purl: IMAGE, sha256: ONE }], 'trivy')).toBe('different')
  })
})

test.each([
  ['same', 'unknown', 'same'],
  ['unknown', 'same', 'same'],
  ['dossier-only', 'same', 'dossier-only'],
  ['same', 'different', 'different'],
  ['different', 'same', 'different'],
  ['unknown', 'unknown', 'unknown'],
] as const)('%s by commit and %s by package is %s', (byCommit, byPackage, both) => {
  expect(bothMatches(byCommit, byPackage)).toBe(both)
})
