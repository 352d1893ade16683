import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { compareReleases } from '#decide/compare/compare.ts'
import type { ComparedRelease } from '#decide/compare/moves.ts'
import { upgradeBrief } from '#decide/compare/upgrade.ts'
import { policyNamed } from '#decide/history/policies.ts'
import { publishedPosture } from '#decide/history/posture.ts'
import { newestEntries } from '#decide/ledger/ledger.ts'
import { pinnedPolicy } from '#decide/ledger/verdicts.ts'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import { comparisonText } from '#messages/comparison.ts'
import { upgradeText } from '#messages/upgrade.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { readSubject, recordsIn } from './evaluate/subject.ts'

/** Mounts `catalog compare` on the command line. */
export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('say what differs between two collected releases, as the page of the site does')
    .argument('<from>', 'a release such as ledger@1.4.0, or ledger@latest')
    .argument('<to>', 'the release to compare it with, also of another service')
    .option('--content <dir>', 'folder that was collected into (default: content)')
    .option('--json', 'the differences as JSON')
    .option('--brief', 'what to know before going from the first to the second, both of one service')
    .action(async (from: string, to: string, options: CompareOptions) => {
      const ends = await bothEnds(from, to, options.content)
      const text = options.brief ? briefOf(ends, options.content) : comparisonOf(ends, options.json ?? false)
      process.stdout.write(text.split('\n').map(printable).join('\n'))
    })
}

interface CompareOptions {
  content: string
  json?: boolean
  brief?: boolean
}

type Ends = [ComparedRelease, ComparedRelease]

function comparisonOf(ends: Ends, isJson: boolean): string {
  const comparison = compareReleases(...ends)
  return isJson ? `${JSON.stringify(comparison, null, 1)}\n` : comparisonText(...ends, comparison)
}

/** @throws CliError 2 where the second is no later version of the same service. */
function briefOf([from, to]: Ends, content: string): string {
  const { service } = from.record
  const versions = recordsIn(join(content, 'releases', service)).map(({ record }) => record)
  const [first, last] = [from, to].map((end) =>
    versions.findIndex((each) => each.version === end.record.version),
  )
  const judge = judgeOf(content)
  const way = first === undefined || last === undefined || first < 0 ? [] : versions.slice(first, last + 1)
  const brief = to.record.service === service ? upgradeBrief(way.map(judge.end)) : null
  if (brief === null)
    throw new CliError(
      `${printable(releaseId(to.record))} is no later version than ${printable(releaseId(from.record))}.`,
    )
  return upgradeText(brief, judge.withdrawn(service))
}

/**
 * Two collected releases with their verdicts, as of the catalog's time.
 * @throws CliError 2 for one that is not there.
 */
async function bothEnds(from: string, to: string, content: string): Promise<Ends> {
  const { at, end } = judgeOf(content)
  const read = async (name: string) => end(await readSubject(name, { content }, at))
  return [await read(from), await read(to)]
}

/** Judges records as the catalog in a folder does, and tells which releases of a service are gone. */
function judgeOf(content: string) {
  const path = join(content, 'catalog.json')
  if (!existsSync(path))
    throw new CliError(
      `${printable(path)} does not exist. Collect releases first: npm run catalog -- collect`,
    )
  const facts = CatalogFacts.parse(JSON.parse(readPlain(path).toString('utf8')))
  const ledger = readLedger(readPlain(join(content, 'ledger.ndjson')).toString('utf8'))
  const newest = newestEntries(ledger.ok ? ledger.lines.map(({ entry }) => entry) : [])
  const end = (record: ReleaseRecord): ComparedRelease => {
    const published = { commit: record.git.commit, dossierSha256: record.dossierSource?.sha256 ?? null }
    const pinned = pinnedPolicy(newest.get(releaseId(record)), published)
    const policy = facts.services.find(({ id }) => id === record.service)?.policy ?? facts.policy
    const posture = publishedPosture(record, facts.policies, policy, facts.at, pinned)
    const policies = {
      atRelease: policyNamed(facts.policies, posture.atRelease.policy),
      today: policyNamed(facts.policies, posture.today.policy),
    }
    return { record, posture, policies }
  }
  const withdrawn = (service: string) =>
    [...newest.values()]
      .filter((entry) => entry.act === 'withdrawn' && entry.service === service)
      .map(({ version }) => version)
  return { at: facts.at, end, withdrawn }
}
