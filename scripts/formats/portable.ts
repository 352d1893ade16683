import { COVERAGE_FORMATS } from './coverage/formats.ts'
import type { EvidenceFormat } from './format.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { PERFORMANCE_FORMATS } from './performance/formats.ts'
import { SECURITY_FORMATS } from './security/formats.ts'
import { isRecord, readRecord } from './sign-off.ts'
import { INVENTORY_FORMATS } from './supply-chain/formats.ts'
import { TEST_FORMATS } from './tests/formats.ts'

/** What the catalog itself defines. */
export const OWN_FORMATS: readonly EvidenceFormat[] = [
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

/**
 * The formats that a file tells by itself, with nothing but its bytes: they are read again in the reader's browser too. The
 * order is that of all formats, so that each file is recognized as it is among all of them.
 */
export const PORTABLE_FORMATS: readonly EvidenceFormat[] = [
  ...TEST_FORMATS,
  ...SECURITY_FORMATS,
  ...INVENTORY_FORMATS,
  ...PERFORMANCE_FORMATS,
  ...COVERAGE_FORMATS,
  ...OWN_FORMATS,
]
