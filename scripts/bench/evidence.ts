/** Three small evidence files of a release: tests, a scan and measurements, as their tools write them. */
export function benchEvidence(n: number, at: string): { name: string; text: string }[] {
  return [
    { name: 'junit.xml', text: junit(n, at) },
    { name: 'scan.sarif', text: JSON.stringify(sarif(n, at)) },
    { name: 'load.json', text: JSON.stringify(metrics(n, at)) },
  ]
}

function junit(n: number, at: string): string {
  const cases = Array.from(
    { length: 12 },
    (_, index) =>
      `    <testcase classname="payout" name="rounds case ${index} of market ${n}" time="0.0${index}"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="12" failures="0">
  <testsuite name="payout" tests="12" failures="0" errors="0" skipped="0" timestamp="${at}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`
}

function sarif(n: number, at: string) {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'bench-scan', version: '1.4.2', rules: [] } },
        automationDetails: { id: `scan/${n}` },
        invocations: [{ executionSuccessful: true, endTimeUtc: at }],
        results: [],
      },
    ],
  }
}

function metrics(n: number, generatedAt: string) {
  return {
    generatedAt,
    tool: { name: 'bench-load', version: '2.0.0' },
    metrics: {
      'http_req_duration.p50': 50 + (n % 40),
      'http_req_duration.p95': 90 + (n % 40),
      'http_req_duration.p99': 120 + (n % 40),
      requests: { value: 10_500 + n, unit: 'requests' },
      'http_req_failed.rate': 0,
    },
  }
}
