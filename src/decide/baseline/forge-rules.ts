import type { CommitRun, PullRequestFact } from '#model/github.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { type Answer, answer } from './requirements.ts'

type Forge = NonNullable<ReleaseRecord['github']>
type Asset = NonNullable<Forge['release']>['assets'][number]

/** A rule over what the forge says; not asked where no forge is configured. */
function ofForge(rule: (forge: Forge, record: ReleaseRecord) => Answer): (record: ReleaseRecord) => Answer {
  return (record) => (record.github ? rule(record.github, record) : answer('unasked', 'no_forge'))
}

/** A rule over the assets of a release; nobody can tell where the forge shows none. */
function ofAssets(rule: (assets: readonly Asset[], record: ReleaseRecord) => Answer) {
  return ofForge(({ release }, record) => {
    if (release === null) return answer('unshown', 'no_release')
    return release.assets.length === 0 ? answer('unshown', 'no_assets') : rule(release.assets, record)
  })
}

/** What the forge shows, by the id of the requirement. */
export const FORGE_RULES: ReadonlyMap<string, (record: ReleaseRecord) => Answer> = new Map([
  ['assets', ofAssets(assetNames)],
  ['licence-assets', ofAssets(licenceAssets)],
  ['bill', ofAssets(billOfMaterials)],
  ['private', () => answer('unasked', 'no_setting')],
  ['checks', ofForge(checks)],
  ['reviewed', ofForge(reviewed)],
  ['unchangeable', ofForge(unchangeable)],
])

/** Lists about the other assets, and signatures beside them, go by the names of those. */
const ABOUT_OTHERS = /sha\d{1,3}|checksums?|md5sum|\.(?:sig|asc|pem|crt|sigstore|intoto|json|jsonl|txt)$/i

function assetNames(assets: readonly Asset[], { version, git }: ReleaseRecord): Answer {
  const own = assets.filter(({ name }) => !ABOUT_OTHERS.test(name))
  const names = [version, version.replaceAll('.', '_'), version.replaceAll('.', '-'), git.tag]
  const nameless = own.find(({ name }) => !names.some((each) => name.includes(each)))
  if (nameless) return answer('unmet', 'assets_nameless', { name: nameless.name, version })
  return own.length === 0
    ? answer('unshown', 'assets_about')
    : answer('met', 'assets', { total: own.length, version })
}

function licenceAssets(assets: readonly Asset[]): Answer {
  const found = assets.find(({ name }) => /licen[cs]e|copying|notice/i.test(name))
  return found ? answer('met', 'licence_asset', { name: found.name }) : answer('unshown', 'assets_closed')
}

/** Formats of bills of materials that are read. */
const BILLS = new Set(['cyclonedx', 'spdx'])

const BILL = /sbom|cyclonedx|spdx|\bbom\b/i

/** Whether a bill names the digests of the assets is known of those that were read as evidence. */
function billOfMaterials(assets: readonly Asset[], { evidence }: ReleaseRecord): Answer {
  const read = evidence.find(
    ({ format, status }) => format !== null && BILLS.has(format) && status === 'passed',
  )
  if (read) return answer('met', 'bill', { name: read.name })
  const named = assets.find(({ name }) => BILL.test(name))
  if (named) return answer('unshown', 'bill_unread', { name: named.name })
  const own = assets.filter(({ name }) => !ABOUT_OTHERS.test(name))
  return own.length === 0
    ? answer('unshown', 'assets_about')
    : answer('unmet', 'no_bill', { total: own.length })
}

/** Of a check that was left out nothing is held against a release. */
const GREEN = new Set(['success', 'skipped', 'neutral'])

/** Red, never finished, started again and absent are told apart; what is not known of an attempt is no first one. */
function checks({ commitRuns }: Forge, { git }: ReleaseRecord): Answer {
  if (commitRuns === undefined) return answer('unasked', 'checks_unasked')
  const runs = commitRuns.runs.filter(({ commit }) => commit === git.commit)
  if (runs.length === 0) return answer('unmet', 'no_checks')
  const red = runs.find(({ conclusion }) => conclusion !== null && !GREEN.has(conclusion))
  if (red)
    return answer('unmet', redOrAgain(runs, red), { name: nameOf(red), conclusion: red.conclusion ?? '' })
  const open = runs.find(({ conclusion }) => conclusion === null)
  if (open) return answer('unmet', 'checks_open', { name: nameOf(open) })
  const again = runs.find(({ attempt }) => attempt !== null && attempt > 1)
  if (again) return answer('unmet', 'checks_again', { name: nameOf(again), attempt: again.attempt ?? 0 })
  const isTold = commitRuns.complete && runs.every(({ attempt }) => attempt === 1)
  if (!isTold) return answer('unshown', 'checks_unclear', { total: runs.length })
  return runs.some(({ conclusion }) => conclusion === 'success')
    ? answer('met', 'checks', { total: runs.length })
    : answer('unmet', 'no_checks')
}

/** Green beside red, of one workflow: the same commit was both. */
function redOrAgain(runs: readonly CommitRun[], red: CommitRun): string {
  const isSame = (run: CommitRun) => run.path === red.path && run.name === red.name
  return runs.some((run) => isSame(run) && run.conclusion === 'success') ? 'checks_both' : 'checks_red'
}

function nameOf({ name, path, id }: CommitRun): string {
  return name ?? path ?? id
}

function reviewed({ pullRequests }: Forge, { git }: ReleaseRecord): Answer {
  const known = new Map(pullRequests.map((pull) => [pull.number, pull]))
  const asked = git.pullRequests.flatMap((number) => known.get(number) ?? [])
  const alone = asked.find((pull) => !isReviewed(pull))
  if (alone) return answer('unmet', 'reviewed_not', { number: alone.number })
  const total = git.pullRequests.length
  if (total === 0) return answer('unshown', 'reviewed_unnamed')
  return asked.length === total
    ? answer('met', 'reviewed', { total })
    : answer('unshown', 'reviewed_some', { total, known: asked.length })
}

/** The last word of somebody else than the author was yes. */
function isReviewed({ author, reviews }: PullRequestFact): boolean {
  const words = new Map(
    reviews
      .filter(
        ({ by, state }) => author !== null && by !== author && state !== 'commented' && state !== 'pending',
      )
      .map(({ by, state }) => [by, state]),
  )
  return [...words.values()].includes('approved') && ![...words.values()].includes('changes-requested')
}

function unchangeable({ release }: Forge): Answer {
  if (release === null) return answer('unshown', 'no_release')
  return release.immutable === true ? answer('met', 'unchangeable') : answer('unshown', 'changeable')
}
