import { type ComparedEnd, comparisonMarkup } from '#components/comparison-rows.ts'
import { compareReleases } from '#decide/compare/compare.ts'
import type { ComparedRelease } from '#decide/compare/moves.ts'
import { policyNamed } from '#decide/history/policies.ts'
import { publishedPosture } from '#decide/history/posture.ts'
import { comparisonLead, comparisonText, saidParts } from '#messages/comparison.ts'
import { shownStrip, verdictOf } from '#messages/verdict.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { readStoredRecord } from '#model/release.ts'
import { releaseFolder, slug } from '#model/slug.ts'
import { find } from './dom.ts'

/** The releases of the address as two names. */
interface Pair {
  a: string
  b: string
}

/** Compares the two releases that the address names, from what is published of them, by the code that judged them. */
export async function openCompare(page: HTMLElement): Promise<void> {
  const { base = '/' } = page.dataset
  const parameters = new URLSearchParams(location.search)
  const pair = { a: parameters.get('a')?.trim() ?? '', b: parameters.get('b')?.trim() ?? '' }
  find<HTMLInputElement>('#a').value = pair.a
  find<HTMLInputElement>('#b').value = pair.b
  const swap = find<HTMLAnchorElement>('#swap')
  swap.href = `?${new URLSearchParams({ a: pair.b, b: pair.a })}`
  void offerNames(base)
  if (pair.a === '' || pair.b === '') return
  try {
    await show(pair, base)
  } catch (error) {
    find('#lead').textContent = error instanceof Error ? error.message : 'The releases could not be loaded.'
  }
}

async function show({ a, b }: Pair, base: string): Promise<void> {
  find('#lead').textContent = 'Loading both releases …'
  const facts = await load<CatalogFacts>(`${base}api/v1/catalog.json`, 'the facts of this catalog')
  const ends = await Promise.all([compared(a, facts, base), compared(b, facts, base)])
  const comparison = compareReleases(...ends)
  document.title = `${a} → ${b}`
  find('h1').textContent = `From ${a} to ${b}`
  find('#lead').textContent = comparisonLead(...ends, comparison)
  find('#comparison').innerHTML = comparisonMarkup(
    [headOf(ends[0], base), headOf(ends[1], base)],
    saidParts(comparison),
  )
  const copy = find<HTMLButtonElement>('#copy')
  copy.hidden = false
  copy.onclick = async () => {
    await navigator.clipboard.writeText(comparisonText(...ends, comparison))
    copy.textContent = 'Copied'
  }
}

function headOf({ record, posture }: ComparedRelease, base: string): ComparedEnd {
  const { service, version, state, git } = record
  const verdict = verdictOf(state, posture.standing)
  return {
    name: `${service} ${version}`,
    href: base + releaseFolder(service, version),
    verdict,
    strip: state === 'dossier' ? shownStrip([posture.atRelease.strip, posture.today.strip], verdict) : null,
    released: git.taggedAt,
    commit: git.commit,
  }
}

/** Judges a published record as the catalog did: at release by the policy that its published evaluation names. */
async function compared(name: string, facts: CatalogFacts, base: string): Promise<ComparedRelease> {
  const [, service = '', version = ''] = /^([^@\s]+)@(.+)$/.exec(name) ?? []
  if (version === '') throw new Error(`“${name}” is no release. Write it as ledger@1.4.0.`)
  const place = `${base}api/v1/releases/${encodeURIComponent(service)}/${encodeURI(slug(version))}`
  const record = readStoredRecord(await load(`${place}.json`, name))
  const evaluation =
    record.state === 'no-dossier'
      ? null
      : await load<{ atRelease: { policy: { id: string; version: string } } }>(
          `${place}/evaluation.json`,
          name,
        )
  const policy = facts.services.find(({ id }) => id === record.service)?.policy ?? facts.policy
  const pinned = evaluation?.atRelease.policy ?? null
  const posture = publishedPosture(record, facts.policies, policy, facts.at, pinned)
  const policies = {
    atRelease: policyNamed(facts.policies, posture.atRelease.policy),
    today: policyNamed(facts.policies, posture.today.policy),
  }
  return { record, posture, policies }
}

async function load<T>(address: string, what: string): Promise<T> {
  const answer = await fetch(address)
  if (answer.status === 404)
    throw new Error(`This catalog has no release ${what}. The list of releases holds all.`)
  if (!answer.ok) throw new Error(`${what} could not be loaded: ${answer.status}.`)
  return answer.json()
}

const MOST_NAMES = 1000

/** Fills the pickers with the newest releases. */
async function offerNames(base: string): Promise<void> {
  const { columns } = await load<{
    columns: Record<'service' | 'version', { values: string[]; of: number[] }>
  }>(`${base}api/v1/columns.json`, 'the list of releases')
  const names = columns.service.of
    .slice(0, MOST_NAMES)
    .map(
      (place, n) => `${columns.service.values[place]}@${columns.version.values[columns.version.of[n] ?? 0]}`,
    )
  find('#names').replaceChildren(...names.map((name) => new Option(name, name)))
}
