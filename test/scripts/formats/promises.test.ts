import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { add, type Change, drop, set } from './changes.ts'

/**
 * One green document of each format whose guide promises more than "nothing failed", and the document with one thing that
 * the promise rests on taken out, or with one of the format's ways to report an error used.
 */
type Format = { green: () => object; changes: [string, Change, string][] }

const GRYPE = () => ({
  matches: [],
  source: { type: 'image', target: { userInput: 'acme/pay:1', imageID: `sha256:${'a'.repeat(64)}` } },
  distro: { name: 'debian', version: '13' },
  descriptor: {
    name: 'grype',
    version: '0.104.0',
    timestamp: '2026-11-20T10:00:00Z',
    db: { status: { built: '2026-11-19T00:00:00Z', valid: true } },
  },
})

const SARIF = () => ({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: { name: 'scanner', notifications: [{ id: 'N1', defaultConfiguration: { level: 'error' } }] },
      },
      invocations: [{ executionSuccessful: true, exitCode: 0 }],
      results: [],
    },
  ],
})

const invocation = (fields: object) => set('runs.0.invocations.0', { executionSuccessful: true, ...fields })
const noted = (fields: object) =>
  invocation({ toolExecutionNotifications: [{ message: { text: 'm' }, ...fields }] })

const FORMATS: Record<string, Format> = {
  grype: {
    green: GRYPE,
    changes: [
      ['no time of the scan', drop('descriptor.timestamp'), 'grype.database_undated'],
      ['an empty time', set('descriptor.timestamp', ''), 'grype.database_undated'],
      ['no database', drop('descriptor.db'), 'grype.database_undated'],
      ['an old database', set('descriptor.db.status.built', '2026-11-01'), 'grype.database_undated'],
      [
        'a database of 19 days',
        set('descriptor.db.status.built', '2026-11-01T00:00:00Z'),
        'grype.database_old',
      ],
      ['a database that is not valid', set('descriptor.db.status.valid', false), 'grype.database_broken'],
      ['a database with an error', set('descriptor.db.status.error', 'x'), 'grype.database_broken'],
      ['no distribution', drop('distro'), 'grype.unknown_distribution'],
      ['a distribution without a name', set('distro.name', ''), 'grype.unknown_distribution'],
      ['a distribution without its version', set('distro.version', ''), 'grype.unknown_distribution'],
      ['nothing that was scanned', drop('source'), 'grype.no_source'],
      ['alerts', set('alertsByPackage', [{ package: {}, alerts: [{ type: 'distro-eol' }] }]), 'grype.alerts'],
    ],
  },
  sarif: {
    green: SARIF,
    changes: [
      ['a run that failed', invocation({ executionSuccessful: false }), 'sarif.execution_failed'],
      ['an error in a notification', noted({ level: 'error' }), 'sarif.errors_reported'],
      ['a level that nobody knows', noted({ level: 'fatal' }), 'sarif.errors_reported'],
      ['an exception', noted({ level: 'note', exception: { kind: 'E' } }), 'sarif.errors_reported'],
      ['a descriptor of level error', noted({ descriptor: { id: 'N1' } }), 'sarif.errors_reported'],
      ['the same by its index', noted({ descriptor: { index: 0 } }), 'sarif.errors_reported'],
      [
        'an error in the configuration',
        invocation({ toolConfigurationNotifications: [{ level: 'error' }] }),
        'sarif.errors_reported',
      ],
      ['an exit code', invocation({ exitCode: 2 }), 'sarif.exit_code'],
      ['the exit code of findings without one', invocation({ exitCode: 1 }), 'sarif.exit_code'],
      ['a signal', invocation({ exitSignalName: 'SIGKILL' }), 'sarif.killed'],
      ['a signal by its number', invocation({ exitSignalNumber: 9 }), 'sarif.killed'],
      [
        'a tool that did not start',
        invocation({ processStartFailureMessage: 'no such file' }),
        'sarif.killed',
      ],
      [
        'a conversion that failed',
        set('runs.0.conversion', { invocation: { executionSuccessful: false } }),
        'sarif.execution_failed',
      ],
      ['no list of results', drop('runs.0.results'), 'sarif.no_results'],
      ['a result for a person', add('runs.0.results', { kind: 'review' }), 'sarif.undecided'],
      [
        'a harmless result of level error',
        add('runs.0.results', { kind: 'informational', level: 'error' }),
        'sarif.undecided',
      ],
    ],
  },
  'osv-scanner': {
    green: () => ({
      results: [
        {
          source: { path: 'go.mod', type: 'lockfile' },
          packages: [{ package: { name: 'a', version: '1.0.0', ecosystem: 'Go' } }],
        },
      ],
      experimental_config: { licenses: { summary: false } },
    }),
    changes: [
      ['a list that is yet to be scanned', set('results.0.source', {}), 'osv-scanner.no_result'],
      ['no settings', drop('experimental_config'), 'osv-scanner.no_result'],
      ['a source without its type', drop('results.0.source.type'), 'osv-scanner.no_result'],
      ['no packages', set('results', []), 'osv-scanner.no_packages'],
    ],
  },
  trivy: {
    green: () => ({
      SchemaVersion: 2,
      ArtifactName: 'ledger',
      Metadata: { OS: { Family: 'debian', Name: '13' } },
      Results: [{ Target: 'ledger', Class: 'os-pkgs', Type: 'debian' }],
    }),
    changes: [
      ['no results', drop('Results'), 'trivy.no_results'],
      ['no class', drop('Results.0.Class'), 'trivy.no_packages'],
      ['a class that nobody knows', add('Results', { Class: 'mystery' }), 'trivy.unknown_class'],
      ['secrets only', set('Results.0.Class', 'secret'), 'trivy.no_packages'],
      ['a system out of support', set('Metadata.OS.EOSL', true), 'trivy.end_of_life'],
    ],
  },
  'trivy-config': {
    green: () => ({
      SchemaVersion: 2,
      ArtifactName: '.',
      Results: [
        {
          Target: 'Dockerfile',
          Class: 'config',
          Type: 'dockerfile',
          MisconfSummary: { Successes: 27, Failures: 0 },
        },
      ],
    }),
    changes: [
      ['no check', set('Results.0.MisconfSummary.Successes', 0), 'trivy.no_checks'],
      ['no summary', drop('Results.0.MisconfSummary'), 'trivy.no_checks'],
      ['a failed check', set('Results.0.Misconfigurations', [{ ID: 'a', Status: 'FAIL' }]), 'scan.findings'],
      [
        'an excused check',
        set('Results.0.Misconfigurations', [{ ID: 'a', Status: 'EXCEPTION' }]),
        'scan.findings',
      ],
    ],
  },
  'trivy-license': {
    green: () => ({
      SchemaVersion: 2,
      ArtifactName: '.',
      Results: [
        { Target: 'OS Packages', Class: 'license' },
        { Target: 'Loose File License(s)', Class: 'license-file' },
      ],
    }),
    changes: [
      ['a license', set('Results.0.Licenses', [{ Name: 'AGPL-3.0', Severity: 'CRITICAL' }]), 'scan.findings'],
    ],
  },
  cyclonedx: {
    green: () => ({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'application', name: 'pay', purl: 'pkg:npm/pay@1.0.0' } },
      components: [{ type: 'library', name: 'a', version: '1.0.0', 'bom-ref': 'a' }],
      dependencies: [{ ref: 'a', dependsOn: ['urn:cdx:0/1#b'] }],
    }),
    changes: [
      ['no components', set('components', []), 'sbom.no_components'],
      ['a date for its time', set('metadata.timestamp', '2026-11-20'), 'sbom.bad_time'],
      [
        'a digest that is too short',
        set('components.0.hashes', [{ alg: 'SHA-256', content: 'ab' }]),
        'sbom.bad_hashes',
      ],
      [
        'an algorithm that is none',
        set('components.0.hashes', [{ alg: 'X', content: 'ab' }]),
        'sbom.bad_hashes',
      ],
      [
        'a reference to nothing',
        set('dependencies', [{ ref: 'a', dependsOn: ['gone'] }]),
        'sbom.lost_references',
      ],
      [
        'a name that stands twice',
        add('components', { type: 'library', name: 'b', 'bom-ref': 'a' }),
        'sbom.same_names',
      ],
      ['nothing that it describes', drop('metadata'), 'sbom.no_subject'],
      ['no name to compare', drop('metadata.component.purl'), 'sbom.subject_unnamed'],
    ],
  },
  spdx: {
    green: () => ({
      spdxVersion: 'SPDX-2.3',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: 'pay',
      dataLicense: 'CC0-1.0',
      documentNamespace: 'https://example.org/pay',
      creationInfo: { created: '2026-11-20T10:00:00Z', creators: ['Tool: syft-1.0.0'] },
      documentDescribes: ['SPDXRef-pay'],
      packages: [
        {
          SPDXID: 'SPDXRef-pay',
          downloadLocation: 'NOASSERTION',
          name: 'pay',
          externalRefs: [
            {
              referenceCategory: 'PACKAGE-MANAGER',
              referenceType: 'purl',
              referenceLocator: 'pkg:npm/pay@1.0.0',
            },
          ],
        },
        { SPDXID: 'SPDXRef-a', name: 'a', versionInfo: '1.0.0', downloadLocation: 'NONE' },
      ],
    }),
    changes: [
      ['a date for its time', set('creationInfo.created', '2026-11-20'), 'sbom.bad_time'],
      [
        'a digest that is too short',
        set('packages.1.checksums', [{ algorithm: 'SHA256', checksumValue: 'ab' }]),
        'sbom.bad_hashes',
      ],
      [
        'a name that stands twice',
        add('packages', { SPDXID: 'SPDXRef-a', name: 'b', downloadLocation: 'NONE' }),
        'sbom.same_names',
      ],
      ['no packages besides its own', drop('packages.1'), 'sbom.no_components'],
      ['nothing that it describes', drop('documentDescribes'), 'sbom.no_subject'],
      ['no name to compare', drop('packages.0.externalRefs'), 'sbom.subject_unnamed'],
    ],
  },
  k6: {
    green: () => ({
      metrics: {
        iterations: { type: 'counter', contains: 'default', values: { count: 10, rate: 1 } },
        http_req_duration: {
          type: 'trend',
          contains: 'time',
          values: { avg: 10, 'p(95)': 20 },
          thresholds: { 'p(95)<500': { ok: true } },
        },
      },
      root_group: { name: '', checks: [], groups: [] },
      state: { testRunDurationMs: 1000 },
      options: {},
    }),
    changes: [
      ['a threshold without its number', drop('metrics.http_req_duration.values.p(95)'), 'k6.not_compared'],
      ['nothing that ran', set('metrics.iterations.values.count', 0), 'k6.nothing_ran'],
      ['a threshold that was crossed', set('metrics.http_req_duration.values.p(95)', 900), 'k6.crossed'],
      ['a failed check', add('root_group.checks', { passes: 1, fails: 1 }), 'k6.unjudged'],
    ],
  },
}

describe.each(Object.entries(FORMATS))('%s', (format, { green, changes }) => {
  const read = (document: object) => readEvidence(new TextEncoder().encode(JSON.stringify(document)), null)

  test('passes when the file says all that the guide promises', () => {
    expect(read(green())).toMatchObject({ format, status: 'passed', judgement: 'verdict' })
  })

  test.each(changes)('does not pass with %s', (_, change, code) => {
    const document = green()
    change(document)
    const { status, reasons } = read(document)
    expect(status).not.toBe('passed')
    expect(reasons.map((each) => each.code)).toContain(code)
  })
})

const grypeOf = (source: object, distro: object) => ({ ...GRYPE(), source, distro })

describe('Grype', () => {
  test.each([
    ['directory', { name: '', version: '' }, 'passed'],
    ['file', { name: '', version: '' }, 'passed'],
    ['directory', { name: 'debian', version: '' }, 'unknown'],
    ['image', { name: 'debian', version: '13' }, 'passed'],
    ['something-new', { name: '', version: '' }, 'unknown'],
  ])('of a source %s with distribution %j is %s', (type, distro, status) => {
    const text = JSON.stringify(grypeOf({ type, target: '/src' }, distro))
    expect(readEvidence(new TextEncoder().encode(text), null).status).toBe(status)
  })
})
