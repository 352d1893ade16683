import type { EvidenceFormat } from '../format.ts'
import { isCobertura, readCobertura } from './cobertura.ts'
import { isIstanbulSummary, readIstanbulSummary } from './istanbul.ts'
import { isLcov, readLcov } from './lcov.ts'

/** Reports of coverage, in the order of recognition: the more particular mark stands first. */
export const COVERAGE_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'istanbul-summary',
    syntax: 'json',
    recognizes: isIstanbulSummary,
    read: readIstanbulSummary,
    about: {
      section: 'measurements',
      what: '`json-summary` of Istanbul, nyc, Jest, Vitest',
      from: '`nyc report --reporter=json-summary`; the reporter `json-summary` of Jest and Vitest',
      passes: 'summed over its files',
      metrics:
        '`coverage.lines.percent`, `.covered`, `.total`; the same for `branches`, `functions`, `statements`',
    },
  },
  {
    name: 'cobertura',
    syntax: 'xml',
    recognizes: isCobertura,
    read: readCobertura,
    about: {
      section: 'measurements',
      what: 'Cobertura XML; not JaCoCo, not Clover',
      from: '`coverage xml`, `dotnet test --collect "XPlat Code Coverage"`, `gcovr --cobertura`',
      passes: 'counted from its lines',
      metrics: '`coverage.lines.percent` and so on, and `branches`',
    },
  },
  {
    name: 'lcov',
    syntax: 'text',
    recognizes: isLcov,
    read: readLcov,
    about: {
      section: 'measurements',
      what: 'LCOV tracefiles',
      from: '`lcov --capture`, `cargo llvm-cov --lcov`; the reporter `lcov` of Jest and Vitest',
      passes: 'counted from `DA` lines; a truncated tracefile is unknown',
      metrics: 'the same',
    },
  },
]
