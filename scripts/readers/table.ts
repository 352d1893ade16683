import { isAttestation, readAttestation } from './attestation.ts'
import { isBenchmarkList, readBenchmarkList } from './benchmark-list.ts'
import { isCargoBench, isGoBench, readCargoBench, readGoBench } from './benchmark-text.ts'
import { isCobertura, readCobertura } from './cobertura.ts'
import { isCtrf, readCtrf } from './ctrf.ts'
import { isCycloneDx, readCycloneDx } from './cyclonedx.ts'
import { DPONE_READERS } from './dpone/readers.ts'
import { isGoogleBenchmark, readGoogleBenchmark } from './google-benchmark.ts'
import { isGrype, readGrype } from './grype.ts'
import { isHyperfine, readHyperfine } from './hyperfine.ts'
import { isIstanbulSummary, readIstanbulSummary } from './istanbul.ts'
import { isJunit, readJunit } from './junit.ts'
import { readK6 } from './k6.ts'
import { isK6 } from './k6-shape.ts'
import { isLcov, readLcov } from './lcov.ts'
import { isLighthouse, readLighthouse } from './lighthouse.ts'
import { isLoadTestDossier, readLoadTestDossier } from './load-test-dossier.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { isOpenVex, readOpenVex } from './openvex.ts'
import { isOsvScanner, readOsvScanner } from './osv-scanner.ts'
import { isPytestBenchmark, readPytestBenchmark } from './pytest-benchmark.ts'
import type { Reader } from './reader.ts'
import { isRecord, readRecord } from './record.ts'
import { isSarif, readSarif } from './sarif.ts'
import { filesInSha256Sums, isSha256Sums, readSha256Sums } from './sha256sums.ts'
import { isSpdx, readSpdx } from './spdx.ts'
import { isTap, readTap } from './tap.ts'
import { isTrivy, readTrivy } from './trivy.ts'

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
