import { XmlElement } from '@rgrove/parse-xml'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { childrenNamed, localName, ownNamespace, xmlAttribute } from '#parse/xml.ts'
import { unreadable } from '../reading.ts'
import { readCycloneDx } from './cyclonedx.ts'

/** True for XML in the namespace of a CycloneDX version. */
export function isCycloneDxXml(document: unknown): document is XmlElement {
  return document instanceof XmlElement && localName(document) === 'bom' && versionOf(document) !== null
}

function versionOf(root: XmlElement): string | null {
  const [, version] = /^http:\/\/cyclonedx\.org\/schema\/bom\/(\d\.\d)$/.exec(ownNamespace(root) ?? '') ?? []
  return version ?? null
}

/** CycloneDX XML → the reading of the same document in JSON, so that one set of rules judges both. */
export function readCycloneDxXml(document: unknown): Reading {
  if (!isCycloneDxXml(document)) return unreadable('cyclonedx', [finding('cyclonedx.other_root')])
  return readCycloneDx(toJson(document))
}

/** The parts that decide something, as the JSON schema of the same version names them. */
function toJson(root: XmlElement): unknown {
  return present({
    bomFormat: 'CycloneDX',
    specVersion: versionOf(root),
    serialNumber: xmlAttribute(root, 'serialNumber'),
    metadata: one(root, 'metadata', metadata),
    components: list(root, 'components', 'component', component),
    services: list(root, 'services', 'service', service),
    dependencies: list(root, 'dependencies', 'dependency', (each) => ({
      ref: xmlAttribute(each, 'ref') ?? '',
      dependsOn: childrenNamed(each, 'dependency').map((on) => xmlAttribute(on, 'ref') ?? ''),
    })),
    vulnerabilities: list(root, 'vulnerabilities', 'vulnerability', vulnerability),
  })
}

function metadata(element: XmlElement): unknown {
  const [tools] = childrenNamed(element, 'tools')
  const named = (each: XmlElement) => present({ name: text(each, 'name'), version: text(each, 'version') })
  return present({
    timestamp: text(element, 'timestamp'),
    tools: tools && [
      ...childrenNamed(tools, 'tool').map(named),
      ...childrenNamed(tools, 'components').flatMap((each) => childrenNamed(each, 'component').map(named)),
    ],
    authors: list(element, 'authors', 'author', named),
    manufacturer: one(element, 'manufacturer', named),
    component: one(element, 'component', component),
  })
}

function component(element: XmlElement): unknown {
  return present({
    type: xmlAttribute(element, 'type') ?? '',
    'bom-ref': xmlAttribute(element, 'bom-ref'),
    name: text(element, 'name') ?? '',
    version: text(element, 'version'),
    purl: text(element, 'purl'),
    hashes: list(element, 'hashes', 'hash', (hash) => ({
      alg: xmlAttribute(hash, 'alg') ?? '',
      content: hash.text.trim(),
    })),
    components: list(element, 'components', 'component', component),
  })
}

function service(element: XmlElement): unknown {
  return present({
    'bom-ref': xmlAttribute(element, 'bom-ref'),
    name: text(element, 'name') ?? '',
    services: list(element, 'services', 'service', service),
  })
}

function vulnerability(element: XmlElement): unknown {
  return present({
    id: text(element, 'id'),
    rejected: text(element, 'rejected'),
    references: list(element, 'references', 'reference', (each) => present({ id: text(each, 'id') })),
    ratings: list(element, 'ratings', 'rating', (each) => {
      const score = text(each, 'score') ?? ''
      return present({
        severity: text(each, 'severity'),
        score: /^\d{1,2}(\.\d{1,6})?$/.test(score) ? Number(score) : undefined,
      })
    }),
    analysis: one(element, 'analysis', (each) =>
      present(
        Object.fromEntries(
          ['state', 'justification', 'detail', 'firstIssued', 'lastUpdated'].map((name) => [
            name,
            text(each, name),
          ]),
        ),
      ),
    ),
    affects: list(element, 'affects', 'target', (each) =>
      present({
        ref: text(each, 'ref') ?? '',
        versions: list(each, 'versions', 'version', (version) => ({ version: version.text.trim() })),
      }),
    ),
  })
}

function text(element: XmlElement, name: string): string | undefined {
  return childrenNamed(element, name)[0]?.text.trim()
}

function one<T>(element: XmlElement, name: string, read: (child: XmlElement) => T): T | undefined {
  const [child] = childrenNamed(element, name)
  return child && read(child)
}

/** The items of a list; undefined where there is no such list, as in JSON. */
function list<T>(
  element: XmlElement,
  name: string,
  item: string,
  read: (child: XmlElement) => T,
): T[] | undefined {
  const lists = childrenNamed(element, name)
  return lists.length === 0 ? undefined : lists.flatMap((each) => childrenNamed(each, item).map(read))
}

function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
