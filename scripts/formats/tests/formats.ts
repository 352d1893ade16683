import type { EvidenceFormat } from '../format.ts'
import { isCtrf, readCtrf } from './ctrf.ts'
import { isGoTest, readGoTest } from './go-test.ts'
import { isJunit, readJunit } from './junit.ts'
import { isNunit, readNunit } from './nunit.ts'
import { isPlaywright, readPlaywright } from './playwright.ts'
import { isTrx, readTrx } from './trx.ts'
import { isXunit, readXunit } from './xunit.ts'

/** Reports of tests, in the order of recognition: the more particular mark stands first. */
export const TEST_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'junit',
    syntax: 'xml',
    marks: ['testsuites', 'testsuite'],
    recognizes: isJunit,
    read: readJunit,
    about: {
      section: 'tests',
      what: 'JUnit XML, as most test runners and many linters write it',
      from: '`pytest --junitxml`, `vitest run --reporter=junit`, `mvn test`, and most other runners',
      passes:
        'at least one case ran and none failed, counted case by case, and every outcome is a word that some runner is known to write',
    },
  },
  {
    name: 'ctrf',
    syntax: 'json',
    marks: ['results'],
    recognizes: isCtrf,
    read: readCtrf,
    about: {
      section: 'tests',
      what: 'Common Test Report Format 1.x, and the older one without a version (`ctrf-0`)',
      from: 'the CTRF reporter of your runner, such as `playwright-ctrf-json-reporter`',
      passes:
        'the same, counted test by test; a test of status `other`, or an environment that was not healthy, leaves it unknown',
    },
  },
  {
    name: 'trx',
    syntax: 'xml',
    marks: ['testrun'],
    recognizes: isTrx,
    read: readTrx,
    about: {
      section: 'tests',
      what: 'TRX, as `dotnet test --logger trx` and Visual Studio write it',
      from: '`dotnet test --logger trx`',
      passes: 'the same; a run that was aborted or timed out, or that wrote an error of its own, failed',
    },
  },
  {
    name: 'nunit',
    syntax: 'xml',
    marks: ['test-run'],
    recognizes: isNunit,
    read: readNunit,
    about: {
      section: 'tests',
      what: 'results of NUnit 3 and 4',
      from: '`dotnet test --logger nunit`, `nunit3-console`',
      passes:
        'the same; no suite failed by itself, as in its setup or teardown, nobody cancelled the run, and nothing is *Inconclusive* or *Warning*',
    },
  },
  {
    name: 'xunit',
    syntax: 'xml',
    marks: ['assemblies'],
    recognizes: isXunit,
    read: readXunit,
    about: {
      section: 'tests',
      what: 'results of xUnit.net 2 and 3',
      from: '`dotnet test --logger xunit`, `xunit.console -xml FILE`',
      passes: 'the same; no assembly had errors outside of its tests',
    },
  },
  {
    name: 'go-test',
    syntax: 'json-lines',
    marks: ['Action'],
    recognizes: isGoTest,
    read: readGoTest,
    about: {
      section: 'tests',
      what: 'the stream of `go test -json`',
      from: '`go test -json ./... > go-test.json`',
      passes:
        'the same; every package has its last line, was built and passed, and every test that started has ended',
    },
  },
  {
    name: 'playwright',
    syntax: 'json',
    marks: ['suites'],
    recognizes: isPlaywright,
    read: readPlaywright,
    about: {
      section: 'tests',
      what: "report of Playwright's JSON reporter",
      from: '`playwright test --reporter=json`',
      passes:
        'the same, in each project: every planned test ran, none was interrupted, and no error happened outside of the tests; a shard is unknown',
    },
  },
]
