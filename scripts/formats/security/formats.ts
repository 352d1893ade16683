import type { EvidenceFormat } from '../format.ts'
import { isCargoAudit, readCargoAudit } from './cargo-audit.ts'
import { isGitLab, readGitLab } from './gitlab.ts'
import { isGitleaks, readGitleaks } from './gitleaks.ts'
import { isGovulncheck, readGovulncheck } from './govulncheck.ts'
import { isGrype, readGrype } from './grype.ts'
import { isNpmAudit, readNpmAudit } from './npm-audit.ts'
import { isOpenVex, readOpenVex } from './openvex.ts'
import { isOsvScanner, readOsvScanner } from './osv-scanner.ts'
import { isPipAudit, readPipAudit } from './pip-audit.ts'
import { isSarif, readSarif } from './sarif.ts'
import { isScorecard, readScorecard } from './scorecard.ts'
import { isSnyk, readSnyk } from './snyk.ts'
import { isTrivy, readTrivy } from './trivy.ts'
import { isTruffleHog, readTruffleHog } from './trufflehog.ts'
import { isYarnAudit, readYarnAudit } from './yarn-audit.ts'
import { isZapJson, isZapXml, readZap } from './zap.ts'

/** What scanners write, in the order of recognition: the more particular mark stands first. */
export const SECURITY_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'sarif',
    syntax: 'json',
    marks: ['runs'],
    recognizes: isSarif,
    read: readSarif,
    about: {
      section: 'security',
      what: 'SARIF 2.1.0, written by scanners',
      from: 'CodeQL, Semgrep (`--sarif`), gitleaks (`-f sarif`), `spectral lint -f sarif`, and most other scanners',
      passes:
        "it lists no result, and nothing in it says that the scanner stopped, failed or skipped something: no failed run, no signal, no exit code, no notification of level error; with findings, the policy's limits decide",
    },
  },
  {
    name: 'trivy',
    syntax: 'json',
    marks: ['SchemaVersion'],
    recognizes: isTrivy,
    read: readTrivy,
    about: {
      section: 'security',
      what: 'Trivy JSON, schema version 2',
      from: '`trivy image -f json --list-all-pkgs IMAGE`',
      passes:
        "it looked at packages of a maintained system and found nothing; with findings, the policy's limits decide",
    },
    variants: [
      {
        name: 'trivy-config',
        section: 'security',
        what: 'Trivy JSON of a scan that only checked configuration',
        from: '`trivy config -f json .`',
        passes: "it counts checks, and all passed; with findings, the policy's limits decide",
      },
      {
        name: 'trivy-license',
        section: 'security',
        what: 'Trivy JSON of a scan that only looked at licenses',
        from: '`trivy fs -f json --scanners license .`',
        passes: "it found none of those it was asked about; with licenses, the policy's limits decide",
      },
    ],
  },
  {
    name: 'grype',
    syntax: 'json',
    marks: ['descriptor'],
    recognizes: isGrype,
    read: readGrype,
    about: {
      section: 'security',
      what: 'Grype JSON',
      from: '`grype -o json IMAGE`',
      passes:
        "it found nothing, with a database at most five days old, in a source that it names; of an image, the distribution and its version are known; with findings, the policy's limits decide",
    },
  },
  {
    name: 'osv-scanner',
    syntax: 'json',
    marks: ['results'],
    recognizes: isOsvScanner,
    read: readOsvScanner,
    about: {
      section: 'security',
      what: 'OSV-Scanner JSON, written with `--all-packages`',
      from: '`osv-scanner scan --format json --all-packages .`',
      passes:
        "it lists packages with the file that each came from and its own settings, and found nothing; with findings, the policy's limits decide",
    },
  },
  {
    name: 'npm-audit',
    syntax: 'json',
    marks: ['auditReportVersion', 'advisories', 'error'],
    recognizes: isNpmAudit,
    read: readNpmAudit,
    about: {
      section: 'security',
      what: 'audit of npm 6 or newer, pnpm, Yarn 2 and 3',
      from: '`npm audit --json`, `pnpm audit --json`, `yarn npm audit --json`',
      passes:
        "it shows how many dependencies were looked at, and found nothing; with findings, the policy's limits decide",
    },
  },
  {
    name: 'yarn-audit',
    syntax: 'json-lines',
    marks: ['type', 'value'],
    recognizes: isYarnAudit,
    read: readYarnAudit,
    about: {
      section: 'security',
      what: 'audit of Yarn 1; of Yarn 4 with findings only, since it writes nothing when it found nothing',
      from: '`yarn audit --json`',
      passes:
        "the summary on its last line counts dependencies, and nothing was found; with findings, the policy's limits decide",
    },
  },
  {
    name: 'yarn-audit',
    syntax: 'json',
    marks: ['type', 'value'],
    recognizes: isYarnAudit,
    read: readYarnAudit,
    about: null,
  },
  {
    name: 'pip-audit',
    syntax: 'json',
    marks: ['dependencies', 'vulns', 'skip_reason'],
    recognizes: isPipAudit,
    read: readPipAudit,
    about: {
      section: 'security',
      what: 'audit of Python dependencies; every finding is unrated',
      from: '`pip-audit -f json`',
      passes:
        "it lists dependencies, skipped none of them, and found nothing; with findings, the policy's limits decide",
    },
  },
  {
    name: 'cargo-audit',
    syntax: 'json',
    marks: ['lockfile'],
    recognizes: isCargoAudit,
    read: readCargoAudit,
    about: {
      section: 'security',
      what: 'audit of Rust crates',
      from: '`cargo audit --json`',
      passes:
        "it names its database and how many crates it looked at, and found nothing; what its settings ignore counts as found; with findings, the policy's limits decide",
    },
  },
  {
    name: 'govulncheck',
    syntax: 'json-lines',
    marks: ['config'],
    recognizes: isGovulncheck,
    read: readGovulncheck,
    about: {
      section: 'security',
      what: 'vulnerabilities of Go modules, called or not; every finding is unrated',
      from: '`govulncheck -json ./...`',
      passes:
        "it shows its database, its progress and the modules or packages it looked at, and found nothing; with findings, the policy's limits decide",
    },
  },
  {
    name: 'govulncheck',
    syntax: 'json',
    marks: ['config'],
    recognizes: isGovulncheck,
    read: readGovulncheck,
    about: null,
  },
  {
    name: 'snyk',
    syntax: 'json',
    marks: ['ok'],
    recognizes: isSnyk,
    read: readSnyk,
    about: {
      section: 'security',
      what: 'Snyk JSON of dependencies or an image',
      from: '`snyk test --json`, `snyk container test --json`',
      passes:
        "it looked at dependencies and found nothing; what was ignored without a reason counts as found; with findings, the policy's limits decide",
    },
  },
  {
    name: 'gitlab',
    syntax: 'json',
    marks: ['vulnerabilities'],
    recognizes: isGitLab,
    read: readGitLab,
    about: {
      section: 'security',
      what: "reports of GitLab's security scanners",
      from: "GitLab's jobs for dependency and container scanning, SAST, DAST and secret detection",
      passes:
        "its scan ended with *success*, without a message of level error or fatal, and found nothing; with findings, the policy's limits decide",
    },
  },
  {
    name: 'zap',
    syntax: 'json',
    marks: ['site'],
    recognizes: isZapJson,
    read: readZap,
    about: {
      section: 'security',
      what: 'report of ZAP, JSON or XML',
      from: '`zap-baseline.py -t URL -J zap.json`',
      passes:
        "it looked at a site, met no trouble by its insights (level Medium or High; failures of the network, of signing in or of ZAP itself), and found nothing; with findings, the policy's limits decide",
    },
  },
  { name: 'zap', syntax: 'xml', marks: ['owaspzapreport'], recognizes: isZapXml, read: readZap, about: null },
  {
    name: 'gitleaks',
    syntax: 'json',
    marks: ['RuleID', 'offender'],
    recognizes: isGitleaks,
    read: readGitleaks,
    about: {
      section: 'security',
      what: 'JSON of gitleaks; every leak is unrated',
      from: '`gitleaks git -f json`',
      passes: 'never: its empty list shows no scan; its SARIF does (`-f sarif`)',
    },
  },
  {
    name: 'trufflehog',
    syntax: 'json-lines',
    marks: ['DetectorName', 'logger'],
    recognizes: isTruffleHog,
    read: readTruffleHog,
    about: {
      section: 'security',
      what: 'JSON of TruffleHog 3; a verified secret is critical',
      from: '`trufflehog git URL --json > trufflehog.ndjson 2>&1`',
      passes:
        "the last line of its log says that it looked at something, and nothing was found; with findings, the policy's limits decide",
    },
  },
  {
    name: 'trufflehog',
    syntax: 'json',
    marks: ['DetectorName', 'logger'],
    recognizes: isTruffleHog,
    read: readTruffleHog,
    about: null,
  },
  {
    name: 'scorecard',
    syntax: 'json',
    marks: ['scorecard'],
    recognizes: isScorecard,
    read: readScorecard,
    about: {
      section: 'measurements',
      what: 'JSON of OpenSSF Scorecard',
      from: '`scorecard --repo=URL --format=json`',
      passes: 'a check that came to no conclusion has no number',
      metrics: '`score.total` (0 to 10), `score.Branch-Protection` and so on',
    },
  },
  {
    name: 'openvex',
    syntax: 'json',
    marks: ['@context'],
    recognizes: isOpenVex,
    read: readOpenVex,
    about: {
      section: 'security',
      what: 'OpenVEX statements about vulnerabilities',
      from: '`vexctl create`',
      passes: 'never by itself; see *Clearing a vulnerability* below',
    },
  },
]
