import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { unsoundness } from './soundness.ts'
import { invalidSpdx } from './spdx-valid.ts'
import { judgeInventory, purlsOf, sha256Of } from './verdict.ts'

const Text = z.string().nullish()

const Package = z.looseObject({
  SPDXID: z.string(),
  name: z.string(),
  versionInfo: Text,
  checksums: z.array(z.looseObject({ algorithm: z.string(), checksumValue: z.string() })).nullish(),
  externalRefs: z.array(z.looseObject({ referenceType: z.string(), referenceLocator: z.string() })).nullish(),
})

/** The parts of an SPDX 2 document that decide something; everything else passes by unread. */
const Document = z.looseObject({
  spdxVersion: z.string(),
  SPDXID: z.string(),
  creationInfo: z.looseObject({ created: z.string(), creators: z.array(z.string()) }),
  documentDescribes: z.array(z.string()).nullish(),
  relationships: z
    .array(
      z.looseObject({
        spdxElementId: z.string(),
        relatedSpdxElement: z.string(),
        relationshipType: z.string(),
      }),
    )
    .nullish(),
  packages: z.array(Package).nullish(),
})

type Document = z.infer<typeof Document>
type Package = z.infer<typeof Package>

/** True for an SPDX document of any version: 2 has a member that says so, 3 is JSON-LD. */
export function isSpdx(document: unknown): boolean {
  return hasMarks(Marks2, document) || hasMarks(Marks3, document)
}

const Marks2 = z.looseObject({ spdxVersion: z.string().startsWith('SPDX-') })
const Marks3 = z.looseObject({
  '@context': z.string().regex(/^https:\/\/spdx\.org\/rdf\/3\./),
  '@graph': z.array(z.unknown()),
})

const VERSIONS: ReadonlySet<string> = new Set(['SPDX-2.2', 'SPDX-2.3'])

/**
 * An SPDX 2.2 or 2.3 document, judged as an inventory. What it describes stands in `documentDescribes`, or in a
 * relationship since 2.3. SPDX 3 is recognized and its packages are counted; it is not judged.
 */
export function readSpdx(document: unknown): Reading {
  return judgeSpdx(document, invalidSpdx)
}

/**
 * The same of a document that another syntax was made into.
 * @param invalid what of its own syntax makes it none.
 */
export function judgeSpdx(document: unknown, invalid: (document: unknown) => Finding[]): Reading {
  const graph = Marks3.safeParse(document).data?.['@graph']
  if (graph) return countSpdx3(graph)
  const version = Marks2.safeParse(document).data?.spdxVersion
  if (version !== undefined && !VERSIONS.has(version)) {
    return {
      ...emptyReading('spdx'),
      reasons: [finding('spdx.version', { version: asLine(version.slice(0, 20)) })],
    }
  }
  const shape = readArtifactShape('spdx', Document, document)
  if (!shape.ok) return unreadable('spdx', shape.findings)
  const { spdxVersion, creationInfo, packages } = shape.value
  const names = describedBy(shape.value)
  const [described, others] = [true, false].map((is) =>
    (packages ?? []).filter((each) => names.has(each.SPDXID) === is),
  )
  const listed = (others ?? []).filter(({ name }) => asLine(name) !== null)
  return {
    ...emptyReading('spdx'),
    ...judgeInventory({
      components: listed.length,
      unversioned: listed.filter((each) => asLine(each.versionInfo) === null).length,
      subject: subjectOf(described ?? []),
      unsound: [
        ...invalid(document),
        ...unsoundness({
          time: creationInfo.created,
          hashes: (packages ?? []).flatMap(({ checksums }) =>
            (checksums ?? []).map(({ algorithm, checksumValue }) => [algorithm, checksumValue] as const),
          ),
          names: (packages ?? []).map(({ SPDXID }) => SPDXID),
          references: [],
        }),
      ],
    }),
    dialect: asLine(spdxVersion.replace('-', ' ')),
    tool: toolOf(creationInfo.creators),
    generatedAt: asInstant(creationInfo.created),
  }
}

function describedBy({ SPDXID, documentDescribes, relationships }: Document): Set<string> {
  const related = (relationships ?? []).flatMap((each) => {
    if (each.relationshipType === 'DESCRIBES' && each.spdxElementId === SPDXID)
      return [each.relatedSpdxElement]
    const isBackward = each.relationshipType === 'DESCRIBED_BY' && each.relatedSpdxElement === SPDXID
    return isBackward ? [each.spdxElementId] : []
  })
  return new Set([...(documentDescribes ?? []), ...related])
}

function subjectOf(described: readonly Package[]) {
  if (described.length === 0) return null
  const references = described.flatMap((each) => each.externalRefs ?? [])
  const checksums = described.flatMap((each) => each.checksums ?? [])
  return {
    purls: purlsOf(
      references.filter((each) => each.referenceType === 'purl').map((each) => each.referenceLocator),
    ),
    digests: sha256Of(checksums.map((each) => [each.algorithm, each.checksumValue] as const)),
  }
}

/** `Tool: syft-0.57.0` → name and version. */
function toolOf(creators: readonly string[]): Reading['tool'] {
  const text = creators.find((creator) => creator.startsWith('Tool: '))?.slice('Tool: '.length)
  const [, name, version] = /^(.*?)(?:-(v?[0-9][^-\s]*))?$/.exec(asLine(text) ?? '') ?? []
  return name ? { name, version: asLine(version) } : null
}

const Element = z.looseObject({ type: z.string() })

function countSpdx3(graph: readonly unknown[]): Reading {
  const types = graph.flatMap((element) => Element.safeParse(element).data?.type ?? [])
  const packages = types.filter((type) => type === 'software_Package').length
  return {
    ...emptyReading('spdx'),
    dialect: 'SPDX 3',
    reasons: [finding('spdx.only_counted', { packages })],
    metrics: { 'components.total': packages },
  }
}
