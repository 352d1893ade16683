import { VERDICT_WORDS } from '#messages/verdict.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { count, countWord, sentenceList } from '../format.ts'
import { type TurningText, turningText } from '../turning.ts'
import { type ServiceStanding, standingAt } from './standing.ts'

/** What the headline says and comes to say as GOs end; details a line each. */
export function turningHeadline(
  standings: readonly ServiceStanding[],
  facts: Pick<CatalogFacts, 'at' | 'counts'>,
): { sentence: TurningText; details: TurningText } {
  const lines = standings.flatMap(({ latest, environments }) => [
    latest,
    ...environments.flatMap(({ line }) => line ?? []),
  ])
  const as = (say: (said: Headline) => string) =>
    turningText(lines, facts.at, (at) =>
      say(
        headline(
          standings.map((each) => standingAt(each, at)),
          facts.counts,
        ),
      ),
    )
  return { sentence: as(({ sentence }) => sentence), details: as(({ details }) => details.join('\n')) }
}

/** The answer to "may I run this now", and who keeps it from being yes. */
export interface Headline {
  sentence: string
  details: string[]
}

/**
 * One sentence over all services, and one per trouble. Speaks of the last environment when something runs there,
 * else of the latest releases; says plainly when there is nothing to judge.
 * @param counts of the whole catalog: tags that are releases, and those with a dossier
 */
export function headline(
  standings: readonly ServiceStanding[],
  counts: { releases: number; dossiers: number; quarantined: number },
): Headline {
  if (counts.releases === 0)
    return { sentence: 'No tags, no releases: there is nothing to assess.', details: [] }
  if (counts.dossiers + counts.quarantined === 0)
    return {
      sentence: `${count(counts.releases, 'tag')}, none with a dossier: nothing is assessed.`,
      details: [],
    }
  const last = standings[0]?.environments.at(-1)
  const runs = standings.some((each) => each.environments.at(-1)?.line)
  return last && runs ? ofPlace(standings, last.title) : ofLatest(standings)
}

function ofPlace(standings: readonly ServiceStanding[], title: string): Headline {
  const place = /^.[a-z]+$/.test(title) ? title.toLowerCase() : title
  const good = standings.filter((each) => each.environments.at(-1)?.today?.verdict === 'go')
  const details = standings.filter((each) => !good.includes(each)).map((each) => trouble(each, place))
  return { sentence: sentence(standings, good.length, `a GO release in ${place}`), details }
}

function sentence(standings: readonly ServiceStanding[], good: number, what: string): string {
  const [only] = standings
  if (only && standings.length === 1) return `${only.service.name} ${good ? 'runs' : 'does not run'} ${what}.`
  if (good === standings.length) return `All ${countWord(good).toLowerCase()} services run ${what}.`
  const of = `${countWord(good)} of ${countWord(standings.length).toLowerCase()} services`
  return good === 0 ? `No service runs ${what}.` : `${of} ${good === 1 ? 'runs' : 'run'} ${what}.`
}

function trouble({ service, environments }: ServiceStanding, place: string): string {
  const held = environments.at(-1)
  if (!held?.line || !held.today) return `${service.name} has nothing in ${place}.`
  if (held.today.verdict === 'no-go')
    return `${service.name} ${held.line.version} in ${place} is held by ${count(held.line.blockers, 'blocker')}.`
  return `${service.name} ${held.line.version} in ${place} is ${VERDICT_WORDS[held.today.verdict]}.`
}

function ofLatest(standings: readonly ServiceStanding[]): Headline {
  const good = standings.filter((each) => each.today.verdict === 'go')
  const held = standings.filter((each) => each.today.verdict !== 'go')
  const [only] = standings
  const sentence =
    only && standings.length === 1
      ? `The latest release of ${only.service.name}, ${only.latest.version}, is ${VERDICT_WORDS[only.today.verdict]}.`
      : `${countWord(good.length)} of ${countWord(standings.length).toLowerCase()} services ${good.length === 1 ? 'has' : 'have'} a GO as latest release.`
  const names = held.map(
    (each) => `${each.service.name} ${each.latest.version} is ${VERDICT_WORDS[each.today.verdict]}`,
  )
  const details = standings.length === 1 || names.length === 0 ? [] : [`${sentenceList(names)}.`]
  return { sentence, details }
}
