import type { EvidenceFormat } from '../format.ts'
import { isGrype, readGrype } from './grype.ts'
import { isOpenVex, readOpenVex } from './openvex.ts'
import { isOsvScanner, readOsvScanner } from './osv-scanner.ts'
import { isSarif, readSarif } from './sarif.ts'
import { isTrivy, readTrivy } from './trivy.ts'

/** What scanners write, in the order of recognition: the more particular mark stands first. */
export const SECURITY_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'sarif',
    syntax: 'json',
    recognizes: isSarif,
    read: readSarif,
    about: {
      section: 'security',
      what: 'SARIF 2.1.0, written by scanners',
      from: 'CodeQL, Semgrep (`--sarif`), gitleaks (`-f sarif`), and most other scanners',
      passes:
        "it lists no result, and nothing in it says that the scanner stopped, failed or skipped something: no failed run, no signal, no exit code, no notification of level error; with findings, the policy's limits decide",
    },
  },
  {
    name: 'trivy',
    syntax: 'json',
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
    name: 'openvex',
    syntax: 'json',
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
