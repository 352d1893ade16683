import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { directorySource } from '#collect/sources/artifacts.ts'
import { samplePath } from '../../samples.ts'
import { aReference, collectFrom } from './listing.ts'

/** Documents that dpone itself wrote, in every state. */
const SAMPLES = samplePath('dpone')
const FOLDER = 'test_artifacts/live_certification'

const PACK = 'release-evidence/release_evidence_pack.json'
const MARKERS = 'service_markers.json'
const CERTIFICATION = 'certification-pack/connector_certification_pack.json'
const PERFORMANCE = 'performance-certification/performance_certification.json'
const LIVE_STATE = 'live-state-reconciliation/live_state_reconciliation.json'
const CHECKLIST = 'pre-release/pre_release_checklist.json'
const BENCHMARK = 'benchmark-slo/benchmark_slo_gate.json'
const CHAIN = 'evidence-chain/evidence_chain_index.json'
const VERIFY = 'evidence_chain_verify.json'
const DOCUMENTS = [PACK, MARKERS, CERTIFICATION, PERFORMANCE, LIVE_STATE, CHECKLIST, BENCHMARK, CHAIN, VERIFY]

/** A report that a chain holds is a claim; artifact indexes list files that later runs write again. */
const CLAIMED = { [VERIFY]: 'unknown chain.claimed' }

/** What does not pass in each folder, and one of the reasons; all else passes. */
const EXPECTED: Record<string, Record<string, string>> = {
  'chain-empty': { [VERIFY]: 'failed chain.empty' },
  'falsegreen-require-override-narrows': {
    [CERTIFICATION]: 'failed performance_certification.not_passed',
    [PERFORMANCE]: 'failed throughput_rows_per_second.below_min',
    [PACK]: 'failed pre_release_checklist.missing',
  },
  'falsegreen-service-markers-fail': {
    ...CLAIMED,
    [MARKERS]: 'failed dpone.cases_failed',
    [PACK]: 'failed service_markers.not_passed',
  },
  'green-v0.7.0-minor-three-entry-chain': CLAIMED,
  'green-v0.7.1-patch': CLAIMED,
  'red-benchmark-slo-missing-metric-neg-infinity': {
    ...CLAIMED,
    [BENCHMARK]: 'unreadable document.not_a_number',
    [CERTIFICATION]: 'failed benchmark_slo.not_passed',
    [PACK]: 'failed certification_pack.not_passed',
  },
  'red-checklist-item-missing': {
    ...CLAIMED,
    [CHECKLIST]: 'failed docker_live_routes.not_passed',
    [PACK]: 'failed pre_release_checklist.not_passed',
  },
  'red-missing-artifact-file-absent': { ...CLAIMED, [PACK]: 'failed performance_certification.missing' },
  'red-performance-nan-metric': {
    ...CLAIMED,
    [CERTIFICATION]: 'failed performance_certification.not_passed',
    [PERFORMANCE]: 'unreadable document.not_a_number',
    [PACK]: 'unreadable document.not_a_number',
  },
  'red-performance-threshold-breached': {
    ...CLAIMED,
    [CERTIFICATION]: 'failed performance_certification.not_passed',
    [PERFORMANCE]: 'failed duration_seconds.above_max',
    [PACK]: 'failed performance_certification.not_passed',
  },
  'red-reconciliation-no-delete-proof': {
    ...CLAIMED,
    [CERTIFICATION]: 'failed live_state_reconciliation.not_passed',
    [LIVE_STATE]: 'failed delete_reconciliation.missing',
    [PACK]: 'failed live_state_reconciliation.not_passed',
  },
  'red-state-not-passed': {
    ...CLAIMED,
    [CERTIFICATION]: 'failed live_state_reconciliation.not_passed',
    [LIVE_STATE]: 'failed state.not_passed',
    [PACK]: 'failed live_state_reconciliation.not_passed',
  },
  'tampered-artifact-after-pack': {
    ...CLAIMED,
    [CERTIFICATION]: 'failed list.differs',
    [PERFORMANCE]: 'tampered evidence.list_differs',
    [PACK]: 'failed list.differs',
  },
  'tampered-chain-broken-link': {
    [CHAIN]: 'failed chain.broken_link',
    [VERIFY]: 'failed chain.broken_reported',
    [PACK]: 'failed evidence_chain.not_passed',
  },
  'tampered-pack-passed-flag': {
    ...CLAIMED,
    [CERTIFICATION]: 'failed performance_certification.not_passed',
    [PERFORMANCE]: 'failed throughput_rows_per_second.below_min',
    [PACK]: 'failed dpone.claim_differs',
  },
}

/** Folders of a minor release; the others are of a patch. */
const MINOR = new Set(['green-v0.7.0-minor-three-entry-chain', 'red-checklist-item-missing'])

describe('what dpone wrote', () => {
  test('is in folders that are all expected', () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  test.each(Object.entries(EXPECTED))('%s gives the result that its name says', async (name, expected) => {
    const there = DOCUMENTS.filter((path) => existsSync(join(SAMPLES, name, FOLDER, path)))
    const references = there.map((path) => aReference(`${FOLDER}/${path}`))
    const items = await collectFrom(
      directorySource(SAMPLES),
      name,
      MINOR.has(name) ? '0.7.0' : '0.7.1',
      references,
    )
    const found = there.flatMap((path) => {
      const { status, reasons } = items.get(`${FOLDER}/${path}`) ?? { status: 'missing', reasons: [] }
      const code = expected[path]?.split(' ')[1]
      const told = reasons.find((each) => each.code === code) ?? reasons[0]
      return status === 'passed' ? [] : [[path, `${status} ${told?.code}`]]
    })
    expect(Object.fromEntries(found)).toEqual(expected)
  })
})
