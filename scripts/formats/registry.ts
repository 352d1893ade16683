import { COVERAGE_FORMATS } from './coverage/formats.ts'
import { DPONE_FORMATS } from './dpone/formats.ts'
import type { EvidenceFormat } from './format.ts'
import { PERFORMANCE_FORMATS } from './performance/formats.ts'
import { OWN_FORMATS } from './portable.ts'
import { SECURITY_FORMATS } from './security/formats.ts'
import { INVENTORY_FORMATS } from './supply-chain/formats.ts'
import { VOUCHING_FORMATS } from './supply-chain/vouching.ts'
import { TEST_FORMATS } from './tests/formats.ts'
import { TAP_FORMAT } from './tests/tap.ts'

/** All formats. The order is that of recognition: the more particular mark stands first. */
export const EVIDENCE_FORMATS: readonly EvidenceFormat[] = [
  ...TEST_FORMATS,
  TAP_FORMAT,
  ...SECURITY_FORMATS,
  ...INVENTORY_FORMATS,
  ...VOUCHING_FORMATS,
  // Their pack stands first, because it holds the others.
  ...DPONE_FORMATS,
  ...PERFORMANCE_FORMATS,
  ...COVERAGE_FORMATS,
  ...OWN_FORMATS,
]
