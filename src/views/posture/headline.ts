import { count, countWord, sentenceList } from '#messages/format.ts'
import { VERDICT_WORDS } from '#messages/verdict.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { type TurningText, turningText, type VerdictToday } from '../turning.ts'
import { lowerTitle, productionOf, runningOf } from './production.ts'
import { type ServiceStanding, standingAt } from './standing.ts'

/** What the headline says and comes to say as GOs end; details in one line. */
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
        postureHeadline(
          standings.map((each) => standingAt(each, at)),
          facts.counts,
        ),
      ),
    )
  return { sentence: as(({ sentence }) => sentence), details: as(({ details }) => details) }
}

/** The answer to "may I run this now", and who keeps it from being yes. */
export interface Headline {
  sentence: string
  /** One sentence; empty where there is nothing to add. */
  details: string
}

/**
 * One sentence over all services, and one over what is not well. Speaks of what customers run when something runs where
 * they are, else of the latest releases; says plainly when there is nothing to judge.
 * @param counts of the whole catalog: tags that are releases, and those with a dossier
 */
export function postureHeadline(
  standings: readonly ServiceStanding[],
  counts: { releases: number; dossiers: number; quarantined: number },
): Headline {
  if (counts.releases === 0)
    return { sentence: 'No tags, no releases: there is nothing to assess.', details: '' }
  if (counts.dossiers + counts.quarantined === 0)
    return {
      sentence: `${count(counts.releases, 'tag')}, none with a dossier: nothing is assessed.`,
      details: '',
    }
  const running = standings.filter((each) => runningOf(each).length > 0)
  return running.length > 0 ? ofPlace(running) : ofLatest(standings)
}

/** Of the services that customers run: each counts as GO when all that it runs for them is. */
function ofPlace(running: readonly ServiceStanding[]): Headline {
  const places = productionOf(running[0]?.environments ?? [])
  const isGood = (each: ServiceStanding) => runningOf(each).every(({ today }) => today.verdict === 'go')
  const good = running.filter(isGood).length
  const named = places.some((each) => each.production === 'said')
  const where = lowerTitle(places[0]?.title ?? '')
  const details = troubles(
    running.flatMap((standing) =>
      runningOf(standing)
        .filter(({ today }) => today.verdict !== 'go')
        .map(({ line, today, title }) => ({
          name: `${standing.service.name} ${line.version}${places.length > 1 ? ` in ${title}` : ''}`,
          blockers: line.blockers,
          today,
        })),
    ),
  )
  return { sentence: named ? customersRun(running, good) : placeRuns(running, good, where), details }
}

function customersRun(running: readonly ServiceStanding[], good: number): string {
  const [only] = running
  if (only && running.length === 1)
    return good === 1
      ? `Customers run ${only.service.name} on a GO release.`
      : `What customers run of ${only.service.name} is not GO.`
  if (good === running.length) return `Customers run all ${running.length} services on a GO release.`
  if (good === 0) return `Customers run none of ${running.length} services on a GO release.`
  return `Customers run ${good} of ${running.length} services on a GO release.`
}

function placeRuns(running: readonly ServiceStanding[], good: number, where: string): string {
  const [only] = running
  const what = `a GO release in ${where}`
  if (only && running.length === 1) return `${only.service.name} ${good ? 'runs' : 'does not run'} ${what}.`
  if (good === running.length) return `All ${running.length} services run ${what}.`
  return good === 0 ? `No service runs ${what}.` : `${good} of ${running.length} services run ${what}.`
}

interface Trouble {
  name: string
  blockers: number
  today: VerdictToday
}

const NAMED = 2

/** Who is not GO, the first two by name. */
function troubles(all: readonly Trouble[]): string {
  const named = all.slice(0, NAMED).map(({ name, blockers, today }) => {
    const held = today.verdict === 'no-go' && blockers > 0 ? ` (${count(blockers, 'blocker')})` : ''
    return `${name} is ${VERDICT_WORDS[today.verdict]}${held}`
  })
  const rest = all.length - named.length
  const more = rest > 0 ? [`${rest} more ${rest === 1 ? 'is' : 'are'} not GO`] : []
  return named.length === 0 ? '' : `${sentenceList([...named, ...more])}.`
}

function ofLatest(standings: readonly ServiceStanding[]): Headline {
  const good = standings.filter((each) => each.today.verdict === 'go')
  const held = standings.filter((each) => each.today.verdict !== 'go')
  const [only] = standings
  if (only && standings.length === 1)
    return {
      sentence: `The latest release of ${only.service.name}, ${only.latest.version}, is ${VERDICT_WORDS[only.today.verdict]}.`,
      details: '',
    }
  const sentence = `${countWord(good.length)} of ${standings.length} services ${good.length === 1 ? 'has' : 'have'} a GO as latest release.`
  const names = held.map(({ service, latest, today }) => ({
    name: `${service.name} ${latest.version}`,
    blockers: latest.blockers,
    today,
  }))
  return { sentence, details: troubles(names) }
}
