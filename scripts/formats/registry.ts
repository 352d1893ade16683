import { isCobertura, readCobertura } from './coverage/cobertura.ts'
import { isIstanbulSummary, readIstanbulSummary } from './coverage/istanbul.ts'
import { isLcov, readLcov } from './coverage/lcov.ts'
import { DPONE_READERS } from './dpone/registry.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { isBenchmarkList, readBenchmarkList } from './performance/benchmark-list.ts'
import { isCargoBench, isGoBench, readCargoBench, readGoBench } from './performance/benchmark-text.ts'
import { isGoogleBenchmark, readGoogleBenchmark } from './performance/google-benchmark.ts'
import { isHyperfine, readHyperfine } from './performance/hyperfine.ts'
import { readK6 } from './performance/k6.ts'
import { isK6 } from './performance/k6-shape.ts'
import { isLighthouse, readLighthouse } from './performance/lighthouse.ts'
import { isLoadTestDossier, readLoadTestDossier } from './performance/load-test-dossier.ts'
import { isPytestBenchmark, readPytestBenchmark } from './performance/pytest-benchmark.ts'
import type { Reader } from './reader.ts'
import { isGrype, readGrype } from './security/grype.ts'
import { isOpenVex, readOpenVex } from './security/openvex.ts'
import { isOsvScanner, readOsvScanner } from './security/osv-scanner.ts'
import { isSarif, readSarif } from './security/sarif.ts'
import { isTrivy, readTrivy } from './security/trivy.ts'
import { isRecord, readRecord } from './sign-off.ts'
import { isAttestation, readAttestation } from './supply-chain/attestation.ts'
import { isCycloneDx, readCycloneDx } from './supply-chain/cyclonedx.ts'
import { filesInSha256Sums, isSha256Sums, readSha256Sums } from './supply-chain/sha256sums.ts'
import { isSpdx, readSpdx } from './supply-chain/spdx.ts'
import { isCtrf, readCtrf } from './tests/ctrf.ts'
import { isJunit, readJunit } from './tests/junit.ts'
import { isTap, readTap } from './tests/tap.ts'

/** All formats. The order is that of recognition: the more particular mark stands first. */
export const READERS: readonly Reader[] = [
  { format: 'junit', syntax: 'xml', recognizes: isJunit, read: readJunit },
  { format: 'ctrf', syntax: 'json', recognizes: isCtrf, read: readCtrf },
  { format: 'tap', syntax: 'text', recognizes: isTap, read: readTap },
  { format: 'sarif', syntax: 'json', recognizes: isSarif, read: readSarif },
  { format: 'trivy', syntax: 'json', recognizes: isTrivy, read: readTrivy },
  { format: 'grype', syntax: 'json', recognizes: isGrype, read: readGrype },
  { format: 'osv-scanner', syntax: 'json', recognizes: isOsvScanner, read: readOsvScanner },
  { format: 'cyclonedx', syntax: 'json', recognizes: isCycloneDx, read: readCycloneDx },
  { format: 'spdx', syntax: 'json', recognizes: isSpdx, read: readSpdx },
  { format: 'openvex', syntax: 'json', recognizes: isOpenVex, read: readOpenVex },
  ...DPONE_READERS,
  { format: 'load-test-dossier', syntax: 'json', recognizes: isLoadTestDossier, read: readLoadTestDossier },
  { format: 'k6', syntax: 'json', recognizes: isK6, read: readK6 },
  { format: 'lighthouse', syntax: 'json', recognizes: isLighthouse, read: readLighthouse },
  { format: 'hyperfine', syntax: 'json', recognizes: isHyperfine, read: readHyperfine },
  { format: 'pytest-benchmark', syntax: 'json', recognizes: isPytestBenchmark, read: readPytestBenchmark },
  { format: 'google-benchmark', syntax: 'json', recognizes: isGoogleBenchmark, read: readGoogleBenchmark },
  { format: 'github-action-benchmark', syntax: 'json', recognizes: isBenchmarkList, read: readBenchmarkList },
  { format: 'istanbul-summary', syntax: 'json', recognizes: isIstanbulSummary, read: readIstanbulSummary },
  { format: 'cobertura', syntax: 'xml', recognizes: isCobertura, read: readCobertura },
  { format: 'lcov', syntax: 'text', recognizes: isLcov, read: readLcov },
  { format: 'go-bench', syntax: 'text', recognizes: isGoBench, read: readGoBench },
  { format: 'cargo-bench', syntax: 'text', recognizes: isCargoBench, read: readCargoBench },
  { format: 'attestation', syntax: 'json', recognizes: isAttestation, read: readAttestation },
  { format: 'attestation', syntax: 'json-lines', recognizes: isAttestation, read: readAttestation },
  {
    format: 'sha256sums',
    syntax: 'text',
    recognizes: isSha256Sums,
    read: readSha256Sums,
    lists: filesInSha256Sums,
  },
  { format: 'record', syntax: 'json', recognizes: isRecord, read: readRecord },
  { format: 'metrics', syntax: 'json', recognizes: isMetrics, read: readMetrics },
]
