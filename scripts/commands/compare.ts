import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { compareReleases } from '#decide/compare/compare.ts'
import type { ComparedRelease } from '#decide/compare/moves.ts'
import { policyNamed } from '#decide/history/policies.ts'
import { publishedPosture } from '#decide/history/posture.ts'
import { newestEntries } from '#decide/ledger/ledger.ts'
import { pinnedPolicy } from '#decide/ledger/verdicts.ts'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import { comparisonText } from '#messages/comparison.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { releaseId } from '#model/release.ts'
import { readSubject } from './evaluate/subject.ts'

/** Mounts `catalog compare` on the command line. */
export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('say what differs between two collected releases, as the page of the site does')
    .argument('<from>', 'a release such as ledger@1.4.0, or ledger@latest')
    .argument('<to>', 'the release to compare it with, also of another service')
    .option('--content <dir>', 'folder that was collected into', 'content')
    .option('--json', 'the differences as JSON')
    .action(async (from: string, to: string, options: { content: string; json?: boolean }) => {
      const ends = await bothEnds(from, to, options.content)
      const comparison = compareReleases(...ends)
      if (options.json) console.log(JSON.stringify(comparison, null, 1))
      else
        process.stdout.write(
          `${comparisonText(...ends, comparison)
            .split('\n')
            .map(printable)
            .join('\n')}`,
        )
    })
}

/**
 * Two collected releases with their verdicts, as of the catalog's time.
 * @throws CliError 2 for one that is not there.
 */
export async function bothEnds(
  from: string,
  to: string,
  content: string,
): Promise<[ComparedRelease, ComparedRelease]> {
  const path = join(content, 'catalog.json')
  if (!existsSync(path))
    throw new CliError(
      `${printable(path)} does not exist. Collect releases first: npm run catalog -- collect`,
    )
  const facts = CatalogFacts.parse(JSON.parse(readPlain(path).toString('utf8')))
  const ledger = readLedger(readPlain(join(content, 'ledger.ndjson')).toString('utf8'))
  const newest = newestEntries(ledger.ok ? ledger.lines.map(({ entry }) => entry) : [])
  const end = async (name: string): Promise<ComparedRelease> => {
    const record = await readSubject(name, { content }, facts.at)
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
  return [await end(from), await end(to)]
}
