import type { EvidenceFormat } from '../format.ts'
import { filesInArtifactIndex, isArtifactIndex, readArtifactIndex } from './artifact-index.ts'
import { isBenchmarkGate, readBenchmarkGate } from './benchmark.ts'
import { filesInCertificationPack, isCertificationPack, readCertificationPack } from './certification-pack.ts'
import { isChecklist, readChecklist } from './checklist.ts'
import { filesInChain, isEvidenceChain, readEvidenceChain } from './evidence-chain.ts'
import { filesInEvidencePack, isEvidencePack, readEvidencePack } from './evidence-pack.ts'
import { isLiveState, readLiveState } from './live-state.ts'
import { isPerformance, readPerformance } from './performance.ts'
import { isServiceMarkers, readServiceMarkers } from './service-markers.ts'

/** dpone's documents of a release, in the order of recognition: the more particular mark stands first. */
export const DPONE_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'dpone-release-evidence-pack',
    syntax: 'json',
    marks: ['blockers'],
    recognizes: isEvidencePack,
    read: readEvidencePack,
    lists: filesInEvidencePack,
    about: {
      section: 'lists',
      what: 'the pack of all of these',
      from: '`dpone ops release-evidence-pack`',
      passes: 'every part that the profile needs is in it and passes by its own rules',
    },
  },
  {
    name: 'dpone-certification-pack',
    syntax: 'json',
    marks: ['pack_id'],
    recognizes: isCertificationPack,
    read: readCertificationPack,
    lists: filesInCertificationPack,
    about: {
      section: 'lists',
      what: 'connector certifications',
      from: '`dpone ops certification-pack`',
      passes: 'each item passed, including the report, and at least one case is covered',
    },
  },
  {
    name: 'dpone-artifact-index',
    syntax: 'json',
    marks: ['total_artifacts'],
    recognizes: isArtifactIndex,
    read: readArtifactIndex,
    lists: filesInArtifactIndex,
    about: {
      section: 'lists',
      what: 'the files of a run',
      from: 'dpone',
      passes: 'every file it names is present and matches',
    },
  },
  {
    name: 'dpone-service-markers',
    syntax: 'json',
    marks: ['totals'],
    recognizes: isServiceMarkers,
    read: readServiceMarkers,
    about: {
      section: 'lists',
      what: 'marker tests against disposable services',
      from: 'the marker tests of dpone',
      passes: 'the cases, counted again, meet the gate of the file',
    },
  },
  {
    name: 'dpone-performance-certification',
    syntax: 'json',
    marks: ['row_count'],
    recognizes: isPerformance,
    read: readPerformance,
    about: {
      section: 'lists',
      what: 'numbers with thresholds',
      from: '`dpone ops performance-certification`',
      passes: "each number, compared again, holds, and so do the policy's limits",
    },
  },
  {
    name: 'dpone-live-state-reconciliation',
    syntax: 'json',
    marks: ['delete_reconciliation_checked'],
    recognizes: isLiveState,
    read: readLiveState,
    about: {
      section: 'lists',
      what: 'state and reconciliation',
      from: '`dpone ops live-state-reconciliation`',
      passes: 'both documents in it passed, and physical deletes were checked',
    },
  },
  {
    name: 'dpone-pre-release-checklist',
    syntax: 'json',
    marks: ['release_type'],
    recognizes: isChecklist,
    read: readChecklist,
    about: {
      section: 'lists',
      what: 'the checklist',
      from: '`dpone ops pre-release-checklist`',
      passes: 'the list that this version needs is complete and each check is true',
    },
  },
  {
    name: 'dpone-benchmark-slo-gate',
    syntax: 'json',
    marks: ['benchmark_passed'],
    recognizes: isBenchmarkGate,
    read: readBenchmarkGate,
    about: {
      section: 'lists',
      what: 'benchmarks and objectives',
      from: 'the `real_local` run of dpone',
      passes: 'each number, compared again with its baseline and objective, holds',
    },
  },
  {
    name: 'dpone-evidence-chain',
    syntax: 'json',
    marks: ['entry_count'],
    recognizes: isEvidenceChain,
    read: readEvidenceChain,
    lists: filesInChain,
    about: {
      section: 'lists',
      what: 'the index of a chain',
      from: '`dpone ops evidence-chain`',
      passes:
        'each link, recomputed, holds, the files it names match, and its folder holds no entry that it lacks',
    },
  },
]
