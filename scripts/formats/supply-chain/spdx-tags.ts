import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { type Result, refused } from '#parse/result.ts'
import { linesOf } from '#parse/text.ts'
import { unreadable } from '../reading.ts'
import { judgeSpdx } from './spdx.ts'

/** True for text whose first tag is the version of SPDX. */
export function isSpdxTags(document: unknown): document is string {
  if (typeof document !== 'string') return false
  const first = linesOf(document.slice(0, 10_000)).find((line) => line.trim() !== '' && !line.startsWith('#'))
  return first?.startsWith('SPDXVersion:') ?? false
}

/** An SPDX 2 document of tags and values → the reading of the same document in JSON, so that one set of rules judges both. */
export function readSpdxTags(document: unknown): Reading {
  if (!isSpdxTags(document)) return unreadable('spdx', [finding('spdx.no_tags')])
  const tags = tagsIn(document)
  return tags.ok ? judgeSpdx(toJson(tags.value), () => []) : unreadable('spdx', tags.findings)
}

type Tag = { name: string; value: string }

/** Every tag with its value, which may go over several lines between `<text>` and `</text>`. */
function tagsIn(document: string): Result<Tag[]> {
  const tags: Tag[] = []
  let open: { name: string; lines: string[] } | null = null
  for (const [index, line] of linesOf(document).entries()) {
    if (open) {
      open.lines.push(line)
      if (!line.includes(TEXT_END)) continue
      tags.push({ name: open.name, value: open.lines.join('\n') })
      open = null
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      const [, name, value = ''] = /^([A-Za-z]{1,60}):[ \t]?([^\n]*)$/.exec(line) ?? []
      if (name === undefined)
        return refused('document.syntax', { what: 'no tag', line: index + 1, column: 1 })
      if (value.includes('<text>') && !value.includes(TEXT_END)) open = { name, lines: [value] }
      else tags.push({ name, value: value.trim() })
    }
  }
  return open ? refused('document.truncated', { line: null }) : { ok: true, value: tags }
}

const TEXT_END = '</text>'

type Package = {
  name: string
  SPDXID?: string
  versionInfo?: string
  checksums: { algorithm: string; checksumValue: string }[]
  externalRefs: { referenceType: string; referenceLocator: string }[]
}

/** What stands below a tag of the first row belongs to that section, until another begins. */
const SECTIONS: ReadonlyMap<string, 'package' | 'other'> = new Map([
  ['PackageName', 'package'],
  ['FileName', 'other'],
  ['SnippetSPDXID', 'other'],
  ['LicenseID', 'other'],
])

function toJson(tags: readonly Tag[]): unknown {
  const packages: Package[] = []
  const relationships: { spdxElementId: string; relationshipType: string; relatedSpdxElement: string }[] = []
  const document = new Map<string, string>()
  let section: 'document' | 'package' | 'other' = 'document'
  for (const { name, value } of tags) {
    section = SECTIONS.get(name) ?? section
    if (name === 'PackageName') packages.push({ name: value, checksums: [], externalRefs: [] })
    const last = packages.at(-1)
    const [from, type, to] = value.split(/\s+/, 3)
    if (name === 'Relationship' && from && type && to) {
      relationships.push({ spdxElementId: from, relationshipType: type, relatedSpdxElement: to })
    } else if (section === 'package' && last) addTo(last, name, value)
    else if (section === 'document' && name !== 'Creator') document.set(name, value)
  }
  return {
    spdxVersion: document.get('SPDXVersion'),
    SPDXID: document.get('SPDXID'),
    creationInfo: {
      created: document.get('Created'),
      creators: tags.filter(({ name }) => name === 'Creator').map(({ value }) => value),
    },
    packages,
    relationships,
  }
}

/** `PackageChecksum: SHA256: <hex>` and `ExternalRef: PACKAGE-MANAGER purl pkg:…`. */
function addTo(item: Package, name: string, value: string): void {
  if (name === 'SPDXID') item.SPDXID = value
  if (name === 'PackageVersion') item.versionInfo = value
  if (name === 'PackageChecksum') {
    const [algorithm = '', checksumValue = ''] = value.split(/:\s*/, 2)
    item.checksums.push({ algorithm, checksumValue })
  }
  if (name === 'ExternalRef') {
    const [, referenceType = '', referenceLocator = ''] = value.split(/\s+/, 3)
    item.externalRefs.push({ referenceType, referenceLocator })
  }
}
