import type { EvidenceFormat } from '../format.ts'
import { isAttestation, readAttestation } from './attestation.ts'
import { isCycloneDx, readCycloneDx } from './cyclonedx.ts'
import { isCycloneDxXml, readCycloneDxXml } from './cyclonedx-xml.ts'
import { filesInSha256Sums, isSha256Sums, readSha256Sums } from './sha256sums.ts'
import { isSpdx, readSpdx } from './spdx.ts'
import { isSpdxTags, readSpdxTags } from './spdx-tags.ts'

/** Inventories, attestations and lists of checksums, in the order of recognition: the more particular mark stands first. */
export const SUPPLY_CHAIN_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'cyclonedx',
    syntax: 'json',
    marks: ['bomFormat'],
    recognizes: isCycloneDx,
    read: readCycloneDx,
    about: {
      section: 'security',
      what: 'CycloneDX 1.4 to 1.7, JSON or XML',
      from: '`syft IMAGE -o cyclonedx-json`, `trivy image -f cyclonedx IMAGE`, `cdxgen`',
      passes:
        "it lists components and names a package of this release, and it is valid: its time, digests, references, licenses and all other parts of an inventory are as its schema demands; with vulnerabilities, the policy's limits decide",
    },
  },
  {
    name: 'cyclonedx',
    syntax: 'xml',
    marks: ['bom'],
    recognizes: isCycloneDxXml,
    read: readCycloneDxXml,
    about: null,
  },
  {
    name: 'spdx',
    syntax: 'json',
    marks: ['spdxVersion', '@graph'],
    recognizes: isSpdx,
    read: readSpdx,
    about: {
      section: 'security',
      what: 'SPDX 2.2 and 2.3, JSON or tag-value; SPDX 3 is counted only',
      from: '`syft IMAGE -o spdx-json`',
      passes:
        'it lists packages and names a package of this release, and it is valid: its time, its digests and, in JSON, what its schema demands of the document, packages and relationships',
    },
  },
  { name: 'spdx', syntax: 'text', recognizes: isSpdxTags, read: readSpdxTags, about: null },
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
