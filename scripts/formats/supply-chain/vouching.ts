import type { EvidenceFormat } from '../format.ts'
import { isAttestation, readAttestation } from './attestation.ts'
import { filesInSha256Sums, isSha256Sums, readSha256Sums } from './sha256sums.ts'

/** What vouches for other files: attestations and lists of checksums, in the order of recognition. */
export const VOUCHING_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'attestation',
    syntax: 'json',
    recognizes: isAttestation,
    read: readAttestation,
    about: {
      section: 'people',
      what: 'in-toto statements, in DSSE envelopes, Sigstore bundles or lists of them',
      from: '`actions/attest`, `cosign attest`, `gh attestation download`',
      passes:
        'what it states is a pass (a test result, a VSA, an SVR) and its signature is verified by a signer the catalog trusts; provenance states no verdict',
    },
  },
  {
    name: 'attestation',
    syntax: 'json-lines',
    recognizes: isAttestation,
    read: readAttestation,
    about: null,
  },
  {
    name: 'sha256sums',
    syntax: 'text',
    recognizes: isSha256Sums,
    read: readSha256Sums,
    lists: filesInSha256Sums,
    about: {
      section: 'lists',
      what: 'a list of SHA-256, SHA-384 or SHA-512 digests, as `sha256sum`, `shasum`, OpenSSL, `Get-FileHash` or `certutil` writes it',
      from: '`sha256sum * > SHA256SUMS`',
      passes: 'every file it names is present and matches, and it names every artifact beside it',
    },
  },
]
