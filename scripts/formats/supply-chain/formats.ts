import type { EvidenceFormat } from '../format.ts'
import { isCycloneDx, readCycloneDx } from './cyclonedx.ts'
import { isCycloneDxXml, readCycloneDxXml } from './cyclonedx-xml.ts'
import { isSpdx, readSpdx } from './spdx.ts'
import { isSpdxTags, readSpdxTags } from './spdx-tags.ts'

/** Inventories, in the order of recognition: the more particular mark stands first. */
export const INVENTORY_FORMATS: readonly EvidenceFormat[] = [
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
]
