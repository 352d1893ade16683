/** One way to spoil a green file: what in its text says that all is well, and what stands there instead. */
type Plant = [green: RegExp, planted: string]

const DPONE: readonly Plant[] = [
  [/"passed":\s*true/g, '"passed": false'],
  [/"status":\s*"(PASS|passed)"/g, '"status": "FAIL"'],
  [/"evidence_status":\s*"PASS"/g, '"evidence_status": "FAIL"'],
]

const COUNTS = ['info', 'low', 'moderate', 'high', 'critical']
const FINDING = '{"id":"CVE-2026-1","severity":"high","title":"planted"}'

/** By format, all leaves that make a file green. Each place is spoilt alone: then the file must not pass any more. */
export const PLANTS: Readonly<Record<string, readonly Plant[]>> = {
  junit: [
    [/<(testcase\b[^>]*[^/>])>/g, '<$1><failure/>'],
    [/<(testcase\b[^>]*)\/>/g, '<$1><error/></testcase>'],
    [/<(testcase\b[^>]*)\/>/g, '<$1><timeout/></testcase>'],
    [/(<testsuite\b)(?![^>]*failures)/g, '$1 failures="1"'],
    [/(\sfailures=")0"/g, '$11"'],
  ],
  ctrf: [
    [/"status":\s*"passed"/g, '"status": "failed"'],
    [/"status":\s*"passed"/g, '"status": "aborted"'],
    [/"failed":\s*0/g, '"failed": 1'],
  ],
  tap: [[/^( *)ok\b(?!.*# *(skip|todo))/gim, '$1not ok']],
  trx: [[/(<(?:\w+:)?UnitTestResult [^>]*outcome=")Passed"/g, '$1Failed"']],
  nunit: [[/result="Passed"/g, 'result="Failed"']],
  xunit: [[/result="Pass"/g, 'result="Fail"']],
  'go-test': [[/"Action":\s*"pass"/g, '"Action":"fail"']],
  playwright: [[/"unexpected":\s*0/g, '"unexpected": 1']],
  sarif: [
    [/"results":\s*\[\s*\]/g, '"results": [{"ruleId":"R"}]'],
    [/"results":\s*\[\s*\]/g, '"results": null'],
    [/"executionSuccessful":\s*true/g, '"executionSuccessful": false'],
    [/"kind":\s*"(pass|notApplicable|informational)"/g, '"kind": "open"'],
  ],
  trivy: [[/("Class":\s*"(os|lang)-pkgs")/g, '$1,"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1"}]']],
  grype: [
    [/"matches":\s*\[\s*\]/g, '"matches":[{"vulnerability":{"id":"CVE-2026-1"}}]'],
    [/"version":\s*"13"/g, '"version":""'],
  ],
  'osv-scanner': [[/"packages":\s*\[\s*\{/g, '"packages":[{"vulnerabilities":[{"id":"GO-2026-1"}],']],
  cyclonedx: [
    [/"bomFormat"/, `"vulnerabilities":[${FINDING}],"bomFormat"`],
    [
      /<\/(\w+:)?bom>/,
      '<$1vulnerabilities><$1vulnerability><$1id>CVE-2026-1</$1id></$1vulnerability></$1vulnerabilities></$1bom>',
    ],
    [/"specVersion":\s*"1/g, '"specVersion": "9'],
  ],
  spdx: [
    [/"spdxVersion":\s*"SPDX-2/g, '"spdxVersion": "SPDX-9'],
    [/^SPDXVersion: SPDX-2/m, 'SPDXVersion: SPDX-9'],
  ],
  k6: [
    [/"ok":\s*true/g, '"ok": false'],
    [/("[^"]*[<>][^"]*":\s*)false/g, '$1true'],
  ],
  'load-test-dossier': [
    [/"decision":\s*"pass"/g, '"decision": "fail"'],
    [/"errorRate":\s*0/g, '"errorRate": 1'],
  ],
  metrics: [[/"passed":\s*true/g, '"passed": false']],
  record: [[/"result":\s*"passed"/g, '"result": "failed"']],
  'npm-audit': COUNTS.map((word): Plant => [new RegExp(`"${word}":\\s*0`, 'g'), `"${word}": 1`]),
  'yarn-audit': COUNTS.map((word): Plant => [new RegExp(`"${word}":\\s*0`, 'g'), `"${word}": 1`]),
  'pip-audit': [[/"vulns":\s*\[\s*\]/g, '"vulns": [{"id":"PYSEC-2026-1"}]']],
  'cargo-audit': [
    [/"found":\s*false/g, '"found": true'],
    [/"count":\s*0/g, '"count": 1'],
  ],
  govulncheck: [[/$/, '\n{"finding":{"osv":"GO-2026-1","trace":[{"module":"m","function":"f"}]}}']],
  gitlab: [
    [/"vulnerabilities":\s*\[\s*\]/g, `"vulnerabilities": [${FINDING}]`],
    [/"status":\s*"success"/g, '"status": "failure"'],
  ],
  snyk: [
    [/"ok":\s*true/g, '"ok": false'],
    [/"vulnerabilities":\s*\[\s*\]/g, `"vulnerabilities": [${FINDING}]`],
  ],
  trufflehog: [[/(un)?verified_secrets":\s*0/g, '$1verified_secrets": 1']],
  zap: [[/"alerts":\s*\[\s*\]/g, '"alerts": [{"riskcode":"3","name":"planted"}]']],
  'dpone-service-markers': DPONE,
  'dpone-certification-pack': DPONE,
  'dpone-performance-certification': DPONE,
  'dpone-live-state-reconciliation': DPONE,
  'dpone-pre-release-checklist': DPONE,
  'dpone-benchmark-slo-gate': DPONE,
  'dpone-release-evidence-pack': DPONE,
  'dpone-evidence-chain': [
    [/"verified":\s*true/g, '"verified": false'],
    [/"release":\s*"v/g, '"release": "w'],
  ],
}

const MOST_PLACES = 12

/** The file with one leaf spoilt, in each way that its format has and at each of the first places that it has it. */
export function planted(text: string, format: string): { how: string; text: string }[] {
  return (PLANTS[format] ?? []).flatMap(([green, instead]) => {
    const once = new RegExp(green.source, green.flags.replace('g', ''))
    const places = [...text.matchAll(new RegExp(green.source, `${once.flags}g`))].slice(0, MOST_PLACES)
    return places.map((place) => ({
      how: `${place[0].slice(0, 40)} at ${place.index} → ${instead}`,
      text: text.slice(0, place.index) + text.slice(place.index).replace(once, instead),
    }))
  })
}
