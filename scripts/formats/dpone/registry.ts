import type { Reader } from '../reader.ts'
import { filesInArtifactIndex, isArtifactIndex, readArtifactIndex } from './artifact-index.ts'
import { isBenchmarkGate, readBenchmarkGate } from './benchmark.ts'
import { filesInCertificationPack, isCertificationPack, readCertificationPack } from './certification-pack.ts'
import { filesInChain } from './chain.ts'
import { isChecklist, readChecklist } from './checklist.ts'
import { isEvidenceChain, readEvidenceChain } from './evidence-chain.ts'
import { filesInEvidencePack, isEvidencePack, readEvidencePack } from './evidence-pack.ts'
import { isLiveState, readLiveState } from './live-state.ts'
import { isPerformance, readPerformance } from './performance.ts'
import { isServiceMarkers, readServiceMarkers } from './service-markers.ts'

/** The documents of dpone's release evidence. The pack stands first: it holds the others. */
export const DPONE_READERS: readonly Reader[] = [
  {
    format: 'dpone-release-evidence-pack',
    syntax: 'json',
    recognizes: isEvidencePack,
    read: readEvidencePack,
    lists: filesInEvidencePack,
  },
  {
    format: 'dpone-certification-pack',
    syntax: 'json',
    recognizes: isCertificationPack,
    read: readCertificationPack,
    lists: filesInCertificationPack,
  },
  {
    format: 'dpone-artifact-index',
    syntax: 'json',
    recognizes: isArtifactIndex,
    read: readArtifactIndex,
    lists: filesInArtifactIndex,
  },
  { format: 'dpone-service-markers', syntax: 'json', recognizes: isServiceMarkers, read: readServiceMarkers },
  {
    format: 'dpone-performance-certification',
    syntax: 'json',
    recognizes: isPerformance,
    read: readPerformance,
  },
  { format: 'dpone-live-state-reconciliation', syntax: 'json', recognizes: isLiveState, read: readLiveState },
  { format: 'dpone-pre-release-checklist', syntax: 'json', recognizes: isChecklist, read: readChecklist },
  {
    format: 'dpone-benchmark-slo-gate',
    syntax: 'json',
    recognizes: isBenchmarkGate,
    read: readBenchmarkGate,
  },
  {
    format: 'dpone-evidence-chain',
    syntax: 'json',
    recognizes: isEvidenceChain,
    read: readEvidenceChain,
    lists: filesInChain,
  },
]
