import { columnsTitled, releaseTableRow } from '#components/release-rows.ts'
import type { ReleaseColumns } from '#model/release-list.ts'
import { releaseFolder } from '#model/slug.ts'
import { turn } from './aging.ts'
import { announce, find, putQuery, readForm } from './dom.ts'

const STEP = 100

/** Filters the whole list, not only the page that is shown; without a choice the page stands as it came. */
export function startFilter(): void {
  const facets = document.querySelector<HTMLFormElement>('form.facets')
  if (!facets) return
  const body = find<HTMLElement>('table.releases tbody')
  const came = [...body.childNodes]
  const said = find('#found').textContent ?? ''
  const { list: address = '', base = '/' } = facets.dataset
  const load = once(
    async (): Promise<ReleaseColumns> => columnsAt(await (await fetch(address)).json(), Date.now()),
  )
  let latest = 0
  // On a narrow screen the filters would push the list away.
  find<HTMLDetailsElement>('.filters').open = matchMedia('(min-width: 60rem)').matches

  const show = async (): Promise<void> => {
    const choice = readChoice(location.search)
    const turn = ++latest
    tick(facets, choice)
    find<HTMLElement>('#clear').hidden = isEmpty(choice)
    find<HTMLElement>('.pager').hidden = !isEmpty(choice)
    if (isEmpty(choice)) return restore(body, came, said)
    const list = await load()
    // A later click has already said what to show.
    if (turn !== latest) return
    count(facets, list, choice)
    draw(body, list, choose(list, choice), base)
  }

  /** The numbers beside the filters are of the day the page was made; some of those releases are GO no more. */
  const recount = async (): Promise<void> => count(facets, await load(), readChoice(''))

  facets.addEventListener('change', () => {
    putQuery(writeChoice(readChoice(readForm(facets))))
    void show()
  })
  find('#clear').addEventListener('click', (event) => {
    event.preventDefault()
    putQuery('')
    void show()
  })
  addEventListener('popstate', () => void show())
  if (!isEmpty(readChoice(location.search))) void show()
  else if (Date.parse(facets.dataset['ends'] ?? '') <= Date.now()) void recount()
}

/** Shows the releases at the given places of the list, in the columns that the page has. */
function draw(body: HTMLElement, list: ReleaseColumns, places: readonly number[], base: string): void {
  const more = find<HTMLButtonElement>('#more')
  const titles = [...document.querySelectorAll('table.releases thead th')].map(
    (cell) => `${cell.textContent}`,
  )
  const columns = columnsTitled(titles)
  const hrefOf = (service: string, version: string) => base + releaseFolder(service, version)
  const add = (from: number) => {
    const rows = places.slice(from, from + STEP).map((place) => rowAt(list, place))
    const markup = rows.map((row) => releaseTableRow(row, columns, { hrefOf, named: true }).markup)
    body.insertAdjacentHTML('beforeend', markup.join(''))
    turn(body)
    more.hidden = from + STEP >= places.length
    more.onclick = () => add(from + STEP)
  }
  body.replaceChildren()
  add(0)
  find<HTMLElement>('#none').hidden = places.length > 0
  announce(`${places.length} of ${list.version.length} releases`)
}

function restore(body: HTMLElement, came: readonly Node[], said: string): void {
  body.replaceChildren(...came)
  find<HTMLElement>('#more').hidden = true
  find<HTMLElement>('#none').hidden = true
  announce(said)
}

function tick(facets: HTMLFormElement, choice: Choice): void {
  for (const box of facets.querySelectorAll('input'))
    box.checked = choice[box.name as keyof Choice].has(box.value)
}

function count(facets: HTMLFormElement, list: ReleaseColumns, choice: Choice): void {
  for (const name of NAMES) {
    const counts = countValues(list, choice, name)
    for (const box of facets.querySelectorAll<HTMLInputElement>(`input[name=${name}]`))
      box.parentElement?.querySelector('span')?.replaceChildren(String(counts.get(box.value) ?? 0))
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** What is chosen: verdicts and services; an empty set lets everything through. */
export type Choice = Record<'verdict' | 'service', ReadonlySet<string>>

const NAMES = ['verdict', 'service'] as const

/** Reads the choice from an address such as `?service=ledger&verdict=go`. */
export function readChoice(query: string): Choice {
  const parameters = new URLSearchParams(query)
  return { verdict: new Set(parameters.getAll('verdict')), service: new Set(parameters.getAll('service')) }
}

/** The same choice as a query: `?...` in a fixed order, or nothing. */
export function writeChoice(choice: Choice): string {
  const pairs = NAMES.flatMap((name) => [...choice[name]].sort().map((value) => [name, value]))
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** True when nothing is chosen. */
export function isEmpty(choice: Choice): boolean {
  return NAMES.every((name) => choice[name].size === 0)
}

/** Places in the list of the releases that the choice lets through, in their order. */
export function choose(list: ReleaseColumns, choice: Choice): number[] {
  return [...list.version.keys()].filter((place) => NAMES.every((name) => admits(list, choice, name, place)))
}

/** The same list with each GO that has ended by a moment, in milliseconds since 1970, as what it is since. */
export function columnsAt(list: ReleaseColumns, now: number): ReleaseColumns {
  const isOver = (place: number) => Date.parse(list.until[place] ?? '') <= now
  return {
    ...list,
    verdict: list.verdict.map((verdict, place) =>
      isOver(place) ? (list.endsAs[place] ?? verdict) : verdict,
    ),
    was: list.was.map((was, place) => (isOver(place) ? (was ?? 'go') : was)),
    endsAs: list.endsAs.map((as, place) => (isOver(place) ? null : as)),
  }
}

/** How many releases each value of a filter would have, given what the other filters let through. */
export function countValues(list: ReleaseColumns, choice: Choice, name: keyof Choice): Map<string, number> {
  const others = NAMES.filter((each) => each !== name)
  const counts = new Map<string, number>()
  for (const [place, value] of list[name].entries())
    if (others.every((each) => admits(list, choice, each, place)))
      counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function admits(list: ReleaseColumns, choice: Choice, name: keyof Choice, place: number): boolean {
  return choice[name].size === 0 || choice[name].has(list[name][place] ?? '')
}

/** The release at a place of the list. */
export function rowAt(list: ReleaseColumns, place: number): Parameters<typeof releaseTableRow>[0] {
  const cells = Object.entries(list).map(([name, column]) => [name, column[place]])
  return Object.fromEntries(cells)
}
