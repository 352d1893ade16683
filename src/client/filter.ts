import type { CompactList, CompactRow } from '#model/compact-list.ts'
import { find, say } from './dom.ts'
import { type Choice, chosenRows, countValues, isEmpty, readChoice, writeChoice } from './facets.ts'
import { makeRow } from './release-rows.ts'

const STEP = 100
const form = document.querySelector<HTMLFormElement>('form.facets')

if (form) start(form)

/** Filters the whole list, not only the page that is shown; without a choice the page stands as it came. */
function start(facets: HTMLFormElement): void {
  const body = find<HTMLElement>('table.releases tbody')
  const came = [...body.childNodes]
  const said = find('#found').textContent ?? ''
  const { list: address = '', base = '/' } = facets.dataset
  const load = once(async (): Promise<CompactList> => (await fetch(address)).json())
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
    draw(body, list, chosenRows(list, choice), base)
  }

  facets.addEventListener('change', () => {
    const query = new URLSearchParams([...new FormData(facets)].map(([name, value]) => [name, String(value)]))
    history.pushState(null, '', writeChoice(readChoice(query.toString())) || location.pathname)
    void show()
  })
  find('#clear').addEventListener('click', (event) => {
    event.preventDefault()
    history.pushState(null, '', location.pathname)
    void show()
  })
  addEventListener('popstate', () => void show())
  if (!isEmpty(readChoice(location.search))) void show()
}

function draw(body: HTMLElement, list: CompactList, rows: readonly CompactRow[], base: string): void {
  const template = find<HTMLTemplateElement>('#release-row')
  const more = find<HTMLButtonElement>('#more')
  const add = (from: number) => {
    body.append(...rows.slice(from, from + STEP).map((row) => makeRow(template, list, row, base)))
    more.hidden = from + STEP >= rows.length
    more.onclick = () => add(from + STEP)
  }
  body.replaceChildren()
  add(0)
  find<HTMLElement>('#none').hidden = rows.length > 0
  say(`${rows.length} of ${list.rows.length} releases`)
}

function restore(body: HTMLElement, came: readonly Node[], said: string): void {
  body.replaceChildren(...came)
  find<HTMLElement>('#more').hidden = true
  find<HTMLElement>('#none').hidden = true
  say(said)
}

function tick(facets: HTMLFormElement, choice: Choice): void {
  for (const box of facets.querySelectorAll('input'))
    box.checked = choice[box.name as keyof Choice].has(box.value)
}

function count(facets: HTMLFormElement, list: CompactList, choice: Choice): void {
  for (const name of ['verdict', 'service'] as const) {
    const counts = countValues(list, choice, name)
    for (const box of facets.querySelectorAll<HTMLInputElement>(`input[name=${name}]`))
      box.parentElement?.querySelector('span')?.replaceChildren(String(counts.get(box.value) ?? 0))
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
