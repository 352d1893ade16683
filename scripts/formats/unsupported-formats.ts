import { XmlElement } from '@rgrove/parse-xml'
import { hasKeys } from './format.ts'

/** What a document is that no reader takes, in words; null when that is not known either. */
export function unsupportedFormat(document: unknown): string | null {
  if (document instanceof XmlElement) {
    const stranger = UNSUPPORTED_XML.find(
      ({ root, mark }) => root === document.name && hasMark(document, mark),
    )
    return stranger?.name ?? null
  }
  const first: unknown = Array.isArray(document) ? document[0] : document
  return UNSUPPORTED_JSON.find(({ keys }) => hasKeys(first, ...keys))?.name ?? null
}

function hasMark({ attributes, children }: XmlElement, mark: string | undefined): boolean {
  if (mark === undefined || attributes[mark] !== undefined) return true
  return children.some((child) => child instanceof XmlElement && child.name === mark)
}

/** Formats that share file names or elements with ones that are read. `mark` is an attribute or a child of the root. */
const UNSUPPORTED_XML: readonly { root: string; mark?: string; name: string }[] = [
  { root: 'CoverageSession', name: 'an OpenCover coverage report' },
  { root: 'test-results', name: 'an NUnit 2 report' },
  { root: 'checkstyle', name: 'a Checkstyle report' },
]

/** By keys of the object, or of the first entry of a list. */
const UNSUPPORTED_JSON: readonly { keys: readonly string[]; name: string }[] = [
  { keys: ['summary', 'coverage'], name: 'a summary of ReportGenerator' },
  { keys: ['numTotalTests', 'testResults'], name: "Jest's own JSON (it writes JUnit too)" },
  { keys: ['$schema', 'definitions'], name: 'a JSON Schema' },
  { keys: ['$schema', '$defs'], name: 'a JSON Schema' },
  { keys: ['$schema', 'properties'], name: 'a JSON Schema' },
  { keys: ['document', 'product_tree'], name: 'a CSAF document (OpenVEX is read)' },
  { keys: ['tlogs', 'certificateAuthorities'], name: 'a trusted root of Sigstore' },
]
