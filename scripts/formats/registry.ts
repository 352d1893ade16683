import { isCobertura, readCobertura } from './coverage/cobertura.ts'
import { isIstanbulSummary, readIstanbulSummary } from './coverage/istanbul.ts'
import { isLcov, readLcov } from './coverage/lcov.ts'
import { filesInArtifactIndex, isArtifactIndex, readArtifactIndex } from './dpone/artifact-index.ts'
import { isBenchmarkGate, readBenchmarkGate } from './dpone/benchmark.ts'
import {
  filesInCertificationPack,
  isCertificationPack,
  readCertificationPack,
} from './dpone/certification-pack.ts'
import { isChecklist, readChecklist } from './dpone/checklist.ts'
import { filesInChain, isEvidenceChain, readEvidenceChain } from './dpone/evidence-chain.ts'
import { filesInEvidencePack, isEvidencePack, readEvidencePack } from './dpone/evidence-pack.ts'
import { isLiveState, readLiveState } from './dpone/live-state.ts'
import { isPerformance, readPerformance } from './dpone/performance.ts'
import { isServiceMarkers, readServiceMarkers } from './dpone/service-markers.ts'
import type { EvidenceFormat } from './format.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { isBenchmarkList, readBenchmarkList } from './performance/github-action-benchmark.ts'
import { isCargoBench, isGoBench, readCargoBench, readGoBench } from './performance/go-and-cargo-bench.ts'
import { isGoogleBenchmark, readGoogleBenchmark } from './performance/google-benchmark.ts'
import { isHyperfine, readHyperfine } from './performance/hyperfine.ts'
import { readK6 } from './performance/k6.ts'
import { isK6 } from './performance/k6-shape.ts'
import { isLighthouse, readLighthouse } from './performance/lighthouse.ts'
import { isLoadTestDossier, readLoadTestDossier } from './performance/load-test-dossier.ts'
import { isPytestBenchmark, readPytestBenchmark } from './performance/pytest-benchmark.ts'
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
import { isGoTest, readGoTest } from './tests/go-test.ts'
import { isJunit, readJunit } from './tests/junit.ts'
import { isTap, readTap } from './tests/tap.ts'
import { isTrx, readTrx } from './tests/trx.ts'

/** All formats. The order is that of recognition: the more particular mark stands first. */
export const EVIDENCE_FORMATS: readonly EvidenceFormat[] = [
  { name: 'junit', syntax: 'xml', recognizes: isJunit, read: readJunit },
  { name: 'ctrf', syntax: 'json', recognizes: isCtrf, read: readCtrf },
  { name: 'trx', syntax: 'xml', recognizes: isTrx, read: readTrx },
  { name: 'go-test', syntax: 'json-lines', recognizes: isGoTest, read: readGoTest },
  { name: 'tap', syntax: 'text', recognizes: isTap, read: readTap },
  { name: 'sarif', syntax: 'json', recognizes: isSarif, read: readSarif },
  { name: 'trivy', syntax: 'json', recognizes: isTrivy, read: readTrivy },
  { name: 'grype', syntax: 'json', recognizes: isGrype, read: readGrype },
  { name: 'osv-scanner', syntax: 'json', recognizes: isOsvScanner, read: readOsvScanner },
  { name: 'cyclonedx', syntax: 'json', recognizes: isCycloneDx, read: readCycloneDx },
  { name: 'spdx', syntax: 'json', recognizes: isSpdx, read: readSpdx },
  { name: 'openvex', syntax: 'json', recognizes: isOpenVex, read: readOpenVex },
  // dpone's documents of a release; the pack stands first, because it holds the others.
  {
    name: 'dpone-release-evidence-pack',
    syntax: 'json',
    recognizes: isEvidencePack,
    read: readEvidencePack,
    lists: filesInEvidencePack,
  },
  {
    name: 'dpone-certification-pack',
    syntax: 'json',
    recognizes: isCertificationPack,
    read: readCertificationPack,
    lists: filesInCertificationPack,
  },
  {
    name: 'dpone-artifact-index',
    syntax: 'json',
    recognizes: isArtifactIndex,
    read: readArtifactIndex,
    lists: filesInArtifactIndex,
  },
  { name: 'dpone-service-markers', syntax: 'json', recognizes: isServiceMarkers, read: readServiceMarkers },
  {
    name: 'dpone-performance-certification',
    syntax: 'json',
    recognizes: isPerformance,
    read: readPerformance,
  },
  { name: 'dpone-live-state-reconciliation', syntax: 'json', recognizes: isLiveState, read: readLiveState },
  { name: 'dpone-pre-release-checklist', syntax: 'json', recognizes: isChecklist, read: readChecklist },
  {
    name: 'dpone-benchmark-slo-gate',
    syntax: 'json',
    recognizes: isBenchmarkGate,
    read: readBenchmarkGate,
  },
  {
    name: 'dpone-evidence-chain',
    syntax: 'json',
    recognizes: isEvidenceChain,
    read: readEvidenceChain,
    lists: filesInChain,
  },
  { name: 'load-test-dossier', syntax: 'json', recognizes: isLoadTestDossier, read: readLoadTestDossier },
  { name: 'k6', syntax: 'json', recognizes: isK6, read: readK6 },
  { name: 'lighthouse', syntax: 'json', recognizes: isLighthouse, read: readLighthouse },
  { name: 'hyperfine', syntax: 'json', recognizes: isHyperfine, read: readHyperfine },
  { name: 'pytest-benchmark', syntax: 'json', recognizes: isPytestBenchmark, read: readPytestBenchmark },
  { name: 'google-benchmark', syntax: 'json', recognizes: isGoogleBenchmark, read: readGoogleBenchmark },
  { name: 'github-action-benchmark', syntax: 'json', recognizes: isBenchmarkList, read: readBenchmarkList },
  { name: 'istanbul-summary', syntax: 'json', recognizes: isIstanbulSummary, read: readIstanbulSummary },
  { name: 'cobertura', syntax: 'xml', recognizes: isCobertura, read: readCobertura },
  { name: 'lcov', syntax: 'text', recognizes: isLcov, read: readLcov },
  { name: 'go-bench', syntax: 'text', recognizes: isGoBench, read: readGoBench },
  { name: 'cargo-bench', syntax: 'text', recognizes: isCargoBench, read: readCargoBench },
  { name: 'attestation', syntax: 'json', recognizes: isAttestation, read: readAttestation },
  { name: 'attestation', syntax: 'json-lines', recognizes: isAttestation, read: readAttestation },
  {
    name: 'sha256sums',
    syntax: 'text',
    recognizes: isSha256Sums,
    read: readSha256Sums,
    lists: filesInSha256Sums,
  },
  { name: 'record', syntax: 'json', recognizes: isRecord, read: readRecord },
  { name: 'metrics', syntax: 'json', recognizes: isMetrics, read: readMetrics },
]
