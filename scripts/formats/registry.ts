import { COVERAGE_FORMATS } from './coverage/formats.ts'
import { DPONE_FORMATS } from './dpone/formats.ts'
import type { EvidenceFormat } from './format.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { PERFORMANCE_FORMATS } from './performance/formats.ts'
import { SECURITY_FORMATS } from './security/formats.ts'
import { isRecord, readRecord } from './sign-off.ts'
import { SUPPLY_CHAIN_FORMATS } from './supply-chain/formats.ts'
import { TEST_FORMATS } from './tests/formats.ts'

/** What the catalog itself defines. */
const OWN_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'record',
    syntax: 'json',
    marks: ['record'],
    recognizes: isRecord,
    read: readRecord,
    about: {
      section: 'people',
      what: "a person's dated record of a review, drill, verification, sign-off or inventory",
      from: 'a person; see *A record* below',
      passes: 'the person says so, and the policy accepts this act at this age',
    },
  },
  {
    name: 'metrics',
    syntax: 'json',
    marks: ['metrics'],
    recognizes: isMetrics,
    read: readMetrics,
    about: {
      section: 'measurements',
      what: 'numbers that any script can write; see *Metrics* below',
      from: 'any script; see *Metrics* below',
      passes: 'with `checks` it has a verdict',
      metrics: 'as written',
    },
  },
]

/** All formats. The order is that of recognition: the more particular mark stands first. */
export const EVIDENCE_FORMATS: readonly EvidenceFormat[] = [
  ...TEST_FORMATS,
  ...SECURITY_FORMATS,
  ...SUPPLY_CHAIN_FORMATS,
  // Their pack stands first, because it holds the others.
  ...DPONE_FORMATS,
  ...PERFORMANCE_FORMATS,
  ...COVERAGE_FORMATS,
  ...OWN_FORMATS,
]
