import type { BaselineItem } from '#decide/baseline/baseline.ts'
import type { ApiBaseline, ApiServiceBaseline } from '#model/baseline-api.ts'
import type { BaselineOutcome } from '#model/public-facts.ts'
import { BASELINE_WORDS, baselineSentence } from './baseline.ts'

/** By what a reader can do: what is not met comes first. */
const ORDER: readonly BaselineOutcome[] = ['unmet', 'unshown', 'unasked', 'met']

const NO_VERDICT = 'Public facts only. They are no verdict.'

/** What public facts show of one release, as lines of plain text. */
export function releaseBaselineText(
  { service, version }: { service: string; version: string },
  items: readonly BaselineItem[],
): string[] {
  const met = items.filter(({ outcome }) => outcome === 'met').length
  return [
    `${service} ${version} meets ${met} of ${items.length} public requirements.`,
    ...ORDER.flatMap((outcome) => {
      const own = items.filter((item) => item.outcome === outcome)
      if (own.length === 0) return []
      const lines = own.map((item) => `  ${item.title}: ${baselineSentence(item)}${ids(item.osps)}`)
      return ['', `${BASELINE_WORDS[outcome]} (${own.length})`, ...lines]
    }),
    '',
    NO_VERDICT,
  ]
}

function ids(osps: readonly string[]): string {
  return osps.length === 0 ? '' : ` [${osps.join(', ')}]`
}

/** How many of all releases meet what, as lines of plain text. */
export function catalogBaselineText({ total, requirements, services }: ApiBaseline): string[] {
  const title = Math.max(...requirements.map((each) => each.title.length))
  return [
    `${total} ${total === 1 ? 'release' : 'releases'} of ${services.length} ${services.length === 1 ? 'service' : 'services'}. Of each requirement: met, not met, not shown, not asked.`,
    '',
    ...requirements.map(({ title: name, met, unmet, unshown, unasked }) =>
      [name.padEnd(title), ...[met, unmet, unshown, unasked].map((each) => String(each).padStart(6))].join(
        ' ',
      ),
    ),
    '',
    NO_VERDICT,
  ]
}

/** What public facts show of the releases of one service, as lines of plain text, the newest version first. */
export function serviceBaselineText({
  service,
  total,
  signed,
  signedSince,
  keySince,
  releases,
}: ApiServiceBaseline): string[] {
  const width = Math.max(0, ...releases.map(({ version }) => version.length))
  const since = signedSince === null ? '' : `, each since ${signedSince}`
  const key = keySince === null ? '' : `, by one key since ${keySince}`
  return [
    `${service}: ${signed} of ${total} releases are signed${since}${key}.`,
    '',
    ...releases.map(({ version, met, outcomes }) => {
      const unmet = Object.entries(outcomes).flatMap(([id, outcome]) => (outcome === 'unmet' ? [id] : []))
      const not = unmet.length === 0 ? '' : `, not met: ${unmet.join(', ')}`
      return `${version.padEnd(width)} ${String(met).padStart(3)} met${not}`
    }),
    '',
    NO_VERDICT,
  ]
}
