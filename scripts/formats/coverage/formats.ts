import type { EvidenceFormat } from '../format.ts'
import { isClover, readClover } from './clover.ts'
import { isCobertura, readCobertura } from './cobertura.ts'
import { isGoCover, readGoCover } from './go-cover.ts'
import { isIstanbulSummary, readIstanbulSummary } from './istanbul.ts'
import { isJacoco, readJacoco } from './jacoco.ts'
import { isLcov, readLcov } from './lcov.ts'

/** Reports of coverage, in the order of recognition: the more particular mark stands first. */
export const COVERAGE_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'istanbul-summary',
    syntax: 'json',
    marks: ['total'],
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
    marks: ['coverage'],
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
  {
    name: 'jacoco',
    syntax: 'xml',
    marks: ['report'],
    recognizes: isJacoco,
    read: readJacoco,
    about: {
      section: 'measurements',
      what: 'JaCoCo XML',
      from: '`mvn jacoco:report`, `gradle jacocoTestReport`',
      passes: 'counted from the lines of its source files',
      metrics: '`coverage.lines.percent` and so on, `branches` and `functions`',
    },
  },
  {
    name: 'clover',
    syntax: 'xml',
    marks: ['coverage'],
    recognizes: isClover,
    read: readClover,
    about: {
      section: 'measurements',
      what: 'Clover XML',
      from: '`phpunit --coverage-clover FILE`, OpenClover; the reporter `clover` of Jest and Vitest',
      passes: 'counted from its lines',
      metrics: '`coverage.lines.percent` and so on, `branches` and `functions`',
    },
  },
  {
    name: 'go-cover',
    syntax: 'text',
    recognizes: isGoCover,
    read: readGoCover,
    about: {
      section: 'measurements',
      what: 'coverage profile of Go',
      from: '`go test -coverprofile=cover.out ./...`',
      passes: 'counted from its blocks; Go counts statements, not lines',
      metrics: '`coverage.statements.percent`, `.covered`, `.total`',
    },
  },
]
