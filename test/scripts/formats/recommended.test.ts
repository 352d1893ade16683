import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'

/** What tools write that the guide recommends, in their own shape, where a clean file once could not pass or lost its numbers. */
const read = (file: string | object) =>
  readEvidence(new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file)), null)

const HEX = 'b'.repeat(64)

describe('Spectral', () => {
  const suite = (inside: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n${inside}</testsuites>\n`

  test('writes a suite without a case for a document with warnings only, which passed', () => {
    const junit = suite(
      '<testsuite package="org.spectral" time="0" tests="0" errors="0" failures="0" name="/api.yaml">\n</testsuite>\n',
    )
    expect(read(junit)).toMatchObject({
      format: 'junit',
      dialect: 'spectral',
      status: 'passed',
      reasons: [],
      counts: { total: 1, passed: 1 },
    })
  })

  test('writes a case for each problem', () => {
    const junit = suite(
      '<testsuite package="org.spectral" time="0" tests="1" errors="0" failures="1" name="/api.yaml">\n<testcase time="0" name="org.spectral.oas3-schema" classname="/api"><failure message="m"><![CDATA[line 1]]></failure></testcase>\n</testsuite>\n',
    )
    expect(read(junit)).toMatchObject({ status: 'failed', counts: { total: 1, failed: 1 } })
  })

  test('writes an empty file when it found nothing, which could be of anybody', () => {
    expect(read(suite('')).status).toBe('unknown')
  })

  test.each([
    '<testsuite package="org.other" tests="0" failures="0" name="a"/>',
    '<testsuite package="org.spectral" tests="0" failures="1" name="a"/>',
    '<testsuite package="org.spectral" name="a"/>',
  ])('%s is no such suite', (inside) => {
    expect(read(suite(inside)).status).not.toBe('passed')
  })

  test('writes SARIF with an empty list when it found nothing, which passed', () => {
    const driver = {
      name: 'spectral',
      rules: [],
      version: '6.15.0',
      informationUri: 'https://github.com/stoplightio/spectral',
    }
    const log = {
      $schema: 'http://json.schemastore.org/sarif-2.1.0-rtm.6.json',
      version: '2.1.0',
      runs: [{ tool: { driver }, results: [], artifacts: [] }],
    }
    expect(read(log)).toMatchObject({ format: 'sarif', status: 'passed' })
  })
})

describe('a CycloneDX document of an image', () => {
  const bom = (component: object) => ({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: {
      timestamp: '2026-11-20T10:00:00Z',
      tools: { components: [{ type: 'application', author: 'anchore', name: 'syft', version: '1.38.0' }] },
      component: { 'bom-ref': 'c5c3', type: 'container', name: 'acme/pay:1', ...component },
    },
    components: [
      { 'bom-ref': 'a', type: 'library', name: 'musl', version: '1.2.5', purl: 'pkg:apk/alpine/musl@1.2.5' },
    ],
  })
  const property = (name: string, value: string) => ({ name: `aquasecurity:trivy:${name}`, value })

  test.each([
    ['of Syft names it by its version', { version: `sha256:${HEX}` }],
    ['of Trivy, built here, by its id', { properties: [property('ImageID', `sha256:${HEX}`)] }],
    [
      'of Trivy, from a registry, by its digest there',
      {
        properties: [
          property('RepoDigest', `acme/pay@sha256:${HEX}`),
          property('DiffID', `sha256:${'c'.repeat(64)}`),
        ],
      },
    ],
  ])('%s', (_, component) => {
    expect(read(bom(component))).toMatchObject({ status: 'passed', subject: { digests: [HEX] } })
  })

  test.each([
    ['whose layers alone are named', { properties: [property('DiffID', `sha256:${HEX}`)] }],
    ['that is no image', { type: 'application', version: `sha256:${HEX}` }],
    ['with a tag for a version', { version: '1.0.0' }],
  ])('%s is not named', (_, component) => {
    expect(read(bom(component))).toMatchObject({
      status: 'unknown',
      reasons: [{ code: 'sbom.subject_unnamed' }],
    })
  })
})

describe('a CycloneDX document with vulnerabilities', () => {
  const bom = (vulnerabilities: object[]) => ({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { type: 'application', name: 'pay', purl: 'pkg:npm/pay@1.0.0' } },
    components: [{ type: 'library', name: 'a', version: '1.0.0' }],
    vulnerabilities,
  })

  test('rates the severities none and info as the least, and leaves one without a rating unrated', () => {
    const { metrics } = read(
      bom([
        { id: 'CVE-1', ratings: [{ severity: 'none', score: 0 }] },
        { id: 'CVE-2', ratings: [{ severity: 'info' }] },
        { id: 'CVE-3', ratings: [{ severity: 'unknown' }] },
      ]),
    )
    expect(metrics).toMatchObject({ 'findings.total': 3, 'findings.low': 2, 'findings.unrated': 1 })
  })

  test('counts one that was rejected as suppressed, and no longer as critical', () => {
    const critical = { id: 'CVE-1', ratings: [{ severity: 'critical' }] }
    expect(read(bom([critical])).metrics).toMatchObject({ 'findings.critical': 1 })
    expect(read(bom([{ ...critical, rejected: '2026-01-01T00:00:00Z' }])).metrics).toMatchObject({
      'findings.total': 0,
      'findings.critical': 0,
      'findings.suppressed_critical': 1,
    })
  })
})

describe('go test -bench', () => {
  const run = (pkg: string, ...numbers: number[]) =>
    [
      'goos: linux',
      'goarch: amd64',
      `pkg: ${pkg}`,
      ...numbers.map((each) => `BenchmarkFib-8   \t 5000\t       ${each} ns/op\t      16 B/op`),
      'PASS',
      `ok  \t${pkg}\t1.2s`,
    ].join('\n')

  test('with -count gives the median of each benchmark', () => {
    const { metrics, reasons } = read(run('acme/pay', 300, 500, 100, 400, 200))
    expect(metrics).toMatchObject({ 'BenchmarkFib-8.ns_per_op': 300, 'BenchmarkFib-8.B_per_op': 16 })
    expect(reasons).toContainEqual({ code: 'benchmark.median', args: { total: 2 }, path: [] })
    expect(read(run('acme/pay', 100, 200)).metrics).toMatchObject({ 'BenchmarkFib-8.ns_per_op': 150 })
  })

  test('of several packages names a benchmark that they share by its package', () => {
    const { metrics } = read(`${run('acme/pay', 100)}\n${run('acme/ledger', 200)}`)
    expect(metrics).toMatchObject({
      'acme.pay.BenchmarkFib-8.ns_per_op': 100,
      'acme.ledger.BenchmarkFib-8.ns_per_op': 200,
    })
  })
})

describe('Cobertura', () => {
  const report = (...lines: [number: string, hits: string][]) =>
    `<coverage line-rate="0.5" timestamp="1795000000000"><packages><package name="p"><classes><class name="a" filename="a.py"><methods/><lines>${lines
      .map(([number, hits]) => `<line number="${number}" hits="${hits}"/>`)
      .join('')}</lines></class></classes></package></packages></coverage>`

  test.each(['1', '1.0', '1e3', '99999999999999999999'])('with hits="%s" reached the line', (hits) => {
    expect(read(report(['1', hits], ['2', '0'])).metrics).toMatchObject({ 'coverage.lines.percent': 50 })
  })

  test.each(['0', '0.0', '-1', 'many', ''])('with hits="%s" did not', (hits) => {
    expect(read(report(['1', hits], ['2', '0'])).metrics).toMatchObject({ 'coverage.lines.covered': 0 })
  })

  test('with a line that has no number proves nothing', () => {
    const reading = read(report(['1', '1'], ['undefined', '0']))
    expect(reading).toMatchObject({ judgement: 'verdict', status: 'unknown' })
    expect(reading.reasons[0]?.code).toBe('cobertura.misnumbered')
  })
})
