import { XmlElement } from '@rgrove/parse-xml'

/** What a document is that no reader takes, in words; null when that is not known either. */
export function strangerName(document: unknown): string | null {
  if (!(document instanceof XmlElement)) return null
  const stranger = STRANGERS.find(({ root, mark }) => root === document.name && hasMark(document, mark))
  return stranger?.name ?? null
}

function hasMark({ attributes, children }: XmlElement, mark: string | undefined): boolean {
  if (mark === undefined || attributes[mark] !== undefined) return true
  return children.some((child) => child instanceof XmlElement && child.name === mark)
}

/** Formats that share file names or elements with ones that are read. `mark` is an attribute or a child of the root. */
const STRANGERS: readonly { root: string; mark?: string; name: string }[] = [
  { root: 'report', mark: 'sessioninfo', name: 'a JaCoCo coverage report' },
  { root: 'report', mark: 'counter', name: 'a JaCoCo coverage report' },
  { root: 'coverage', mark: 'clover', name: 'a Clover coverage report' },
  { root: 'coverage', mark: 'project', name: 'a Clover coverage report' },
  { root: 'CoverageSession', name: 'an OpenCover coverage report' },
  { root: 'assemblies', name: 'an xUnit.net report' },
  { root: 'test-run', name: 'an NUnit report' },
  { root: 'test-results', name: 'an NUnit 2 report' },
  { root: 'TestRun', name: 'a Visual Studio test report (TRX)' },
  { root: 'checkstyle', name: 'a Checkstyle report' },
]
