import { XmlElement } from '@rgrove/parse-xml'
import { hasKeys } from './format.ts'

/** A format that no reader takes: what it is, and how its tool writes one that is read, both in words. */
export type UnsupportedFormat = { what: string; way: string }

/** What a document is that no reader takes; null when that is not known either. @param document of any syntax. */
export function unsupportedFormat(document: unknown): UnsupportedFormat | null {
  if (typeof document === 'string') return told(TEXT.find(({ sign }) => sign.test(document)))
  if (document instanceof XmlElement)
    return told(XML.find(({ root, mark }) => root === document.name && hasMark(document, mark)))
  const isList = Array.isArray(document)
  if (isList && document.length === 0) return EMPTY_LIST
  const first: unknown = isList ? document[0] : document
  return told(
    JSON_FORMATS.find(({ keys, list = false, is }) => {
      return list === isList && hasKeys(first, ...keys) && (is === undefined || is(first))
    }),
  )
}

/** What gitleaks, ESLint and many others write when they found nothing, and also when they looked at nothing. */
const EMPTY_LIST: UnsupportedFormat = {
  what: 'an empty list',
  way: 'have the tool write SARIF, which shows that it ran',
}

function told(found: UnsupportedFormat | undefined): UnsupportedFormat | null {
  return found ? { what: found.what, way: found.way } : null
}

function hasMark({ attributes, children }: XmlElement, mark: string | undefined): boolean {
  if (mark === undefined || attributes[mark] !== undefined) return true
  return children.some((child) => child instanceof XmlElement && child.name === mark)
}

const AS_METRICS = 'write the numbers that matter as metrics (see Metrics in the guide)'

/** By root, and by an attribute or a child of it where several have that root. */
const XML: readonly (UnsupportedFormat & { root: string; mark?: string })[] = [
  { root: 'robot', what: "Robot Framework's output.xml", way: 'run robot with --xunit FILE' },
  {
    root: 'testng-results',
    what: "TestNG's own results",
    way: 'bind the JUnit files that TestNG writes beside them',
  },
  { root: 'test-results', what: 'an NUnit 2 report', way: 'run the tests with NUnit 3' },
  { root: 'testResults', mark: 'httpSample', what: 'a result file of JMeter (JTL)', way: AS_METRICS },
  { root: 'testResults', mark: 'sample', what: 'a result file of JMeter (JTL)', way: AS_METRICS },
  {
    root: 'CoverageSession',
    what: 'an OpenCover coverage report',
    way: 'have coverlet or ReportGenerator write Cobertura',
  },
  {
    root: 'phpunit',
    what: "PHPUnit's own coverage report",
    way: 'run phpunit with --coverage-cobertura FILE',
  },
  { root: 'mutations', what: 'a mutation report of PIT', way: AS_METRICS },
  {
    root: 'analysis',
    mark: 'scanInfo',
    what: 'a report of OWASP dependency-check',
    way: 'run it with --format SARIF',
  },
  {
    root: 'checkstyle',
    what: 'a Checkstyle report',
    way: 'have the tool write SARIF, such as checkstyle -f sarif',
  },
  { root: 'BugCollection', what: 'a SpotBugs report', way: 'run SpotBugs with -sarif' },
  { root: 'pmd', what: 'a PMD report', way: 'run PMD with -f sarif' },
  {
    root: 'results',
    mark: 'cppcheck',
    what: 'a Cppcheck report',
    way: 'run cppcheck with --output-format=sarif',
  },
  { root: 'issues', mark: 'issue', what: 'a report of Android Lint', way: 'set sarifReport to true' },
  {
    root: 'Report',
    mark: 'ToolsVersion',
    what: 'a report of InspectCode',
    way: 'run it with --format=Sarif',
  },
]

/** A JSON format by keys of the object, or of the first entry of a list; `is` looks further where keys are not enough. */
type JsonFormat = UnsupportedFormat & {
  keys: readonly string[]
  list?: boolean
  is?: (first: Record<string, unknown>) => boolean
}

const TESTS: readonly JsonFormat[] = [
  {
    keys: ['numTotalTests', 'testResults', 'openHandles'],
    what: "Jest's own JSON",
    way: 'add the reporter jest-junit',
  },
  {
    keys: ['numTotalTests', 'testResults'],
    what: "Vitest's own JSON",
    way: 'run vitest with --reporter=junit --outputFile=FILE',
  },
  {
    keys: ['stats', 'results', 'meta'],
    what: 'a mochawesome report',
    way: 'add the reporter mocha-junit-reporter',
  },
  {
    keys: ['stats', 'tests', 'passes', 'failures'],
    what: "Mocha's own JSON",
    way: 'add the reporter mocha-junit-reporter',
  },
  {
    keys: ['config', 'suites', 'stats'],
    what: 'a Playwright report that lacks its version',
    way: 'run playwright test with --reporter=json or --reporter=junit',
  },
  {
    keys: ['elements', 'keyword', 'uri'],
    list: true,
    what: "Cucumber's own JSON",
    way: 'run cucumber with --format junit:FILE',
  },
  {
    keys: ['examples', 'summary_line'],
    what: "RSpec's own JSON",
    way: 'run rspec with --format RspecJunitFormatter',
  },
  {
    keys: ['uuid', 'status', 'stage'],
    what: 'a result of Allure',
    way: 'bind the JUnit file of the test runner itself',
  },
  {
    keys: ['testResults', 'providerApplicationVersion'],
    what: 'a verification result of a Pact broker',
    way: 'bind the JUnit file of the run that verified the provider',
  },
  { keys: ['collection', 'run', 'environment'], what: "Newman's own JSON", way: 'run newman with -r junit' },
  {
    keys: ['id', 'text', 'level', 'operation'],
    list: true,
    what: "oasdiff's own JSON",
    way: 'run oasdiff breaking with -f junit',
  },
]

const SCANS: readonly JsonFormat[] = [
  {
    keys: ['results', 'errors', 'metrics', 'generated_at'],
    what: "Bandit's own JSON",
    way: 'run bandit with -f sarif (package bandit[sarif])',
  },
  {
    keys: ['results', 'plugins_used', 'version'],
    what: 'a baseline of detect-secrets',
    way: 'scan with gitleaks -f sarif or trufflehog --json',
  },
  {
    keys: ['version', 'parameters', 'projects'],
    what: 'a list of dotnet list package',
    way: 'scan with osv-scanner --all-packages or trivy',
  },
  {
    keys: ['filePath', 'messages', 'errorCount'],
    list: true,
    what: "ESLint's own JSON",
    way: 'run eslint with -f @microsoft/eslint-formatter-sarif',
  },
  {
    keys: ['Issues', 'Report'],
    what: "golangci-lint's own JSON",
    way: 'run golangci-lint with --output.sarif.path=FILE',
  },
  { keys: ['Issues', 'Stats'], what: "gosec's own JSON", way: 'run gosec with -fmt=sarif' },
  {
    keys: ['code', 'path', 'message', 'severity', 'range'],
    list: true,
    what: "Spectral's own JSON",
    way: 'run spectral lint with -f sarif',
  },
  {
    keys: ['reportSchema', 'scanInfo', 'dependencies'],
    what: 'a report of OWASP dependency-check',
    way: 'run it with --format SARIF',
  },
  {
    keys: ['check_type', 'results', 'summary'],
    what: "Checkov's own JSON",
    way: 'run checkov with -o sarif',
  },
  {
    keys: ['report_meta', 'affected_packages'],
    what: "Safety's own JSON",
    way: 'run pip-audit with -f json',
  },
  {
    keys: ['file', 'line', 'column', 'level', 'code'],
    list: true,
    what: 'a list of hadolint or ShellCheck',
    way: 'run hadolint with -f sarif',
  },
  {
    keys: ['fingerprint', 'location', 'severity'],
    list: true,
    what: 'a Code Quality report',
    way: 'have the linter write SARIF',
  },
  {
    keys: ['document', 'product_tree'],
    what: 'a CSAF document',
    way: 'state the same as OpenVEX or as CycloneDX VEX',
  },
  { keys: ['results', 'errors'], is: isSemgrep, what: "Semgrep's own JSON", way: 'run semgrep with --sarif' },
  {
    keys: ['results'],
    is: ({ results, ...rest }) =>
      Array.isArray(results) && results.length === 0 && Object.keys(rest).length === 0,
    what: 'a list of results that is empty, as OSV-Scanner writes it when it found nothing or looked at nothing',
    way: 'run osv-scanner with --format json --all-packages',
  },
]

const OTHERS: readonly JsonFormat[] = [
  { keys: ['summary', 'coverage'], what: 'a summary of ReportGenerator', way: 'have it write Cobertura' },
  {
    keys: ['meta', 'files', 'totals'],
    what: "coverage.py's own JSON",
    way: 'run coverage xml or coverage lcov',
  },
  {
    keys: ['data', 'type', 'version'],
    is: ({ type }) => type === 'llvm.coverage.json.export',
    what: "llvm-cov's own JSON",
    way: 'run llvm-cov export with -format=lcov',
  },
  {
    keys: [],
    is: isIstanbul,
    what: "Istanbul's coverage-final.json",
    way: 'add the reporter json-summary, lcov or cobertura',
  },
  { keys: ['aggregate', 'intermediate'], what: 'a report of Artillery', way: AS_METRICS },
  {
    keys: ['url', 'isRepresentativeRun', 'jsonPath'],
    list: true,
    what: "Lighthouse CI's list of runs",
    way: 'bind the report that jsonPath names',
  },
  { keys: ['schemaVersion', 'thresholds', 'files'], what: 'a mutation report of Stryker', way: AS_METRICS },
  {
    keys: ['tlogs', 'certificateAuthorities'],
    what: 'a trusted root of Sigstore',
    way: 'name it under trust in the configuration',
  },
  ...['definitions', '$defs', 'properties'].map((key) => ({
    keys: ['$schema', key],
    what: 'a JSON Schema',
    way: 'bind what was checked with it',
  })),
]

const JSON_FORMATS = [...TESTS, ...SCANS, ...OTHERS]

function isSemgrep({ results, paths }: Record<string, unknown>): boolean {
  const [first] = Array.isArray(results) ? (results as unknown[]) : []
  return paths !== undefined || hasKeys(first, 'check_id')
}

function isIstanbul(document: Record<string, unknown>): boolean {
  return hasKeys(Object.values(document)[0], 'statementMap', 'fnMap')
}

const TEXT: readonly (UnsupportedFormat & { sign: RegExp })[] = [
  {
    sign: /^-----BEGIN (PGP SIGNATURE|PGP SIGNED MESSAGE|SSH SIGNATURE)-----/,
    what: 'an OpenPGP or SSH signature',
    way: 'sign the tag with that key, or attest the file itself with Sigstore (cosign attest-blob, actions/attest)',
  },
  {
    sign: /^MD5 hash of |^SHA1 hash of |^[0-9a-f]{32} [ *]\S|^[0-9a-f]{40} [ *]\S/i,
    what: 'a list of MD5 or SHA-1 digests',
    way: 'write SHA-256 digests (sha256sum, certutil -hashfile FILE SHA256): those two can be forged',
  },
  { sign: /^timeStamp,elapsed,label,/, what: 'a result file of JMeter (CSV)', way: AS_METRICS },
  {
    sign: /^(=== RUN |--- (PASS|FAIL): |(ok|FAIL) {0,2}\t\S)/m,
    what: 'the plain output of go test',
    way: 'run go test with -json',
  },
  {
    sign: /^running \d{1,9} tests?$/m,
    what: 'the plain output of cargo test',
    way: 'run cargo nextest with a junit profile',
  },
]
