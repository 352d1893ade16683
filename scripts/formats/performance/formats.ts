import type { EvidenceFormat } from '../format.ts'
import { isBenchmarkList, readBenchmarkList } from './github-action-benchmark.ts'
import { isCargoBench, isGoBench, readCargoBench, readGoBench } from './go-and-cargo-bench.ts'
import { isGoogleBenchmark, readGoogleBenchmark } from './google-benchmark.ts'
import { isHyperfine, readHyperfine } from './hyperfine.ts'
import { readK6 } from './k6.ts'
import { isK6 } from './k6-shape.ts'
import { isLighthouse, readLighthouse } from './lighthouse.ts'
import { isLoadTestDossier, readLoadTestDossier } from './load-test-dossier.ts'
import { isPytestBenchmark, readPytestBenchmark } from './pytest-benchmark.ts'

/** Measurements of speed and load, in the order of recognition: the more particular mark stands first. */
export const PERFORMANCE_FORMATS: readonly EvidenceFormat[] = [
  {
    name: 'load-test-dossier',
    syntax: 'json',
    marks: ['appTopology'],
    recognizes: isLoadTestDossier,
    read: readLoadTestDossier,
    about: {
      section: 'measurements',
      what: "SocialPredict's load-test dossier 0.1.0",
      from: 'whoever ran the load test',
      passes:
        'has the verdict of whoever decided it; *inconclusive* is no pass, nor is a pass with errors in it; without a topology it has no numbers',
      metrics:
        '`http_req_duration.p95`, `http_req_failed.rate`, `bets.failed`, `requests.rate_limited` and others',
    },
  },
  {
    name: 'k6',
    syntax: 'json',
    marks: ['root_group', 'options', 'metadata'],
    recognizes: isK6,
    read: readK6,
    about: {
      section: 'measurements',
      what: 'end-of-test summary of k6: `--summary-export`, `handleSummary`, and the machine-readable one',
      from: '`k6 run --summary-export k6.json script.js`',
      passes:
        'with thresholds it has a verdict: each is compared with its number again, a crossed one fails it, and a threshold without its number, or failed checks or requests that no threshold covers, leave it unknown',
      metrics:
        "`http_req_duration.p95`, `http_req_failed.rate`, `http_req_failed.count`, `checks.rate`, `checks.fails`, `thresholds.crossed` and so on: `METRIC.STATISTIC`, in k6's units",
    },
  },
  {
    name: 'lighthouse',
    syntax: 'json',
    marks: ['lighthouseVersion'],
    recognizes: isLighthouse,
    read: readLighthouse,
    about: {
      section: 'measurements',
      what: 'JSON of Lighthouse',
      from: '`lighthouse URL --output json`',
      passes:
        'a page that did not load, an audit that ended in an error or a warning about the run leaves it unknown',
      metrics: '`score.performance` (0 to 1), `audit.largest-contentful-paint` (ms) and so on',
    },
  },
  {
    name: 'hyperfine',
    syntax: 'json',
    marks: ['results'],
    recognizes: isHyperfine,
    read: readHyperfine,
    about: {
      section: 'measurements',
      what: 'results of hyperfine',
      from: '`hyperfine --export-json FILE COMMAND`',
      passes:
        'a run that ended with an error fails it, and one of which nothing says how it ended leaves it unknown; a command that is not a plain name becomes `command-1`',
      metrics: '`COMMAND.mean.seconds`, `.median.`, `.min.`, `.max.`, `.stddev.`',
    },
  },
  {
    name: 'pytest-benchmark',
    syntax: 'json',
    marks: ['machine_info'],
    recognizes: isPytestBenchmark,
    read: readPytestBenchmark,
    about: {
      section: 'measurements',
      what: 'results of pytest-benchmark',
      from: '`pytest --benchmark-json FILE`',
      passes: 'names its commit, unless there were uncommitted changes',
      metrics: '`FULLNAME.mean.seconds`, `.median.`, `.min.`, `.max.`, `.stddev.`, `FULLNAME.ops`',
    },
  },
  {
    name: 'google-benchmark',
    syntax: 'json',
    marks: ['benchmarks'],
    recognizes: isGoogleBenchmark,
    read: readGoogleBenchmark,
    about: {
      section: 'measurements',
      what: 'JSON of Google Benchmark',
      from: 'a benchmark with `--benchmark_out=FILE --benchmark_out_format=json`',
      passes: 'a benchmark that ended in an error fails it, one that was skipped leaves it unknown',
      metrics: '`NAME.real_time.ns`, `NAME.cpu_time.ns`',
    },
  },
  {
    name: 'github-action-benchmark',
    syntax: 'json',
    marks: ['unit'],
    recognizes: isBenchmarkList,
    read: readBenchmarkList,
    about: {
      section: 'measurements',
      what: 'custom JSON of github-action-benchmark',
      from: 'any script, for github-action-benchmark',
      passes: 'you say by `max` or `min` whether less or more is better',
      metrics: '`NAME.UNIT`, such as `CPU_load.Percent`',
    },
  },
  {
    name: 'go-bench',
    syntax: 'text',
    recognizes: isGoBench,
    read: readGoBench,
    about: {
      section: 'measurements',
      what: 'output of `go test -bench`',
      from: '`go test -bench .`',
      passes: '`FAIL` fails it; of a benchmark that ran several times (`-count`) the median counts',
      metrics: '`BenchmarkFib-8.ns_per_op`, `.B_per_op`',
    },
  },
  {
    name: 'cargo-bench',
    syntax: 'text',
    recognizes: isCargoBench,
    read: readCargoBench,
    about: {
      section: 'measurements',
      what: 'output of `cargo bench`',
      from: '`cargo bench`',
      passes: '`FAILED` fails it',
      metrics: '`NAME.ns_per_iter`',
    },
  },
]
