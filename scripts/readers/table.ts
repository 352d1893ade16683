import type { Reading } from '../../src/model/evidence.ts'
import { isCtrf, readCtrf } from './ctrf.ts'
import { isGrype, readGrype } from './grype.ts'
import { isJunit, readJunit } from './junit.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { isOsvScanner, readOsvScanner } from './osv-scanner.ts'
import { isRecord, readRecord } from './record.ts'
import { isSarif, readSarif } from './sarif.ts'
import { isTap, readTap } from './tap.ts'
import { isTrivy, readTrivy } from './trivy.ts'

/**
 * One format. `syntax` is the door its bytes come through, and decides what `document` is: a JSON value, the root
 * element of XML, or plain text. `recognizes` looks at a few marks and costs next to nothing, whatever the document
 * is; `read` takes any document that came through the door, and is the one to refuse it when it was called by name.
 */
export type Reader = {
  format: string
  syntax: Syntax
  recognizes: (document: unknown) => boolean
  read: (document: unknown) => Reading
}

export type Syntax = 'json' | 'xml' | 'text'

/** All formats. The order is that of recognition: the more particular mark stands first. */
export const READERS: readonly Reader[] = [
  { format: 'junit', syntax: 'xml', recognizes: isJunit, read: readJunit },
  { format: 'ctrf', syntax: 'json', recognizes: isCtrf, read: readCtrf },
  { format: 'tap', syntax: 'text', recognizes: isTap, read: readTap },
  { format: 'sarif', syntax: 'json', recognizes: isSarif, read: readSarif },
  { format: 'trivy', syntax: 'json', recognizes: isTrivy, read: readTrivy },
  { format: 'grype', syntax: 'json', recognizes: isGrype, read: readGrype },
  { format: 'osv-scanner', syntax: 'json', recognizes: isOsvScanner, read: readOsvScanner },
  { format: 'record', syntax: 'json', recognizes: isRecord, read: readRecord },
  { format: 'metrics', syntax: 'json', recognizes: isMetrics, read: readMetrics },
]
