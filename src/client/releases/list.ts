import { answerWithCounts } from '#decide/query/facets.ts'
import { inOrderOf, type OrderName, orderNamed } from '#decide/query/order.ts'
import { parseQuery, type QueryFault } from '#decide/query/parse.ts'
import { EVERYTHING, printQuery, type Query } from '#decide/query/query.ts'
import type { ReleaseTable } from '#decide/query/table.ts'
import { queryFaultText } from '#messages/query.ts'
import { announce, find, putQuery } from '../dom.ts'
import { openBox } from './box.ts'
import { offerDownloads, type ReleaseData, releaseData } from './data.ts'
import { drawParts, openFacets } from './facets.ts'
import { drawRows, keepPage, openPicks } from './rows.ts'

/** What is asked: the text of the query, and an order. */
interface Asked {
  text: string
  order: OrderName
}

/** What answers draw on. */
interface Shown {
  base: string
  box: HTMLInputElement
  sort: HTMLSelectElement
  data: ReleaseData
  page: ReturnType<typeof keepPage>
  picks: ReturnType<typeof openPicks>
  facets: ReturnType<typeof openFacets>
}

/**
 * Answers queries on the page of the list: typed, ticked, or in its address.
 * @returns what to do about the event that it was loaded for
 */
export function openList(list: HTMLElement): (event?: Event) => void {
  const { columns = '', titles = '', commits = '', base = '/', compare = '' } = list.dataset
  const [box, sort] = [find<HTMLInputElement>('#q'), find<HTMLSelectElement>('#sort')]
  const data = releaseData({ columns, titles, commits })
  const change = (next: (query: Query) => Query) => {
    const read = parseQuery(box.value)
    ask({ text: printQuery(next(read.ok ? read.query : EVERYTHING)) }, 'pushState')
  }
  const [page, picks] = [keepPage(list), openPicks(list, compare)]
  const shown: Shown = { base, box, sort, data, page, picks, facets: openFacets(list, change) }
  let turn = 0

  const show = () => {
    const mine = ++turn
    const asked = readAddress()
    if (document.activeElement !== box) box.value = asked.text
    drawParts(asked.text, (text) => ask({ text }, 'pushState'))
    void respond(asked, shown, () => mine === turn)
  }
  const ask = (part: Partial<Asked>, how: 'pushState' | 'replaceState') => {
    const asked = { ...readAddress(), ...part }
    if (how === 'pushState') box.value = asked.text
    putQuery(writeAddress(asked), how)
    show()
  }
  const send = (isDone: boolean) => ask({ text: box.value }, isDone ? 'pushState' : 'replaceState')
  const reorder = () => ask({ order: orderNamed(sort.value) ?? 'newest' }, 'pushState')
  openBox(box, { complete: () => data.tableFor(EVERYTHING), typed: send })
  sort.addEventListener('change', reorder)
  find('#clear').addEventListener('click', (event) => {
    event.preventDefault()
    ask({ text: '', order: 'newest' }, 'pushState')
    box.focus()
  })
  addEventListener('popstate', () => {
    box.value = readAddress().text
    show()
  })
  return (event) => {
    const target = event?.target as HTMLElement | undefined
    if (event === undefined) show()
    // Somebody may have typed on while this was loaded.
    else if (event.type === 'focusin' && box.value !== readAddress().text)
      box.dispatchEvent(new Event('input'))
    else if (event.type === 'focusin') void data.tableFor(EVERYTHING).catch(() => null)
    else if (event.type === 'submit' || target === box) send(event.type === 'submit')
    else if (target === sort) reorder()
    else if (target?.closest('.facets-form')) shown.facets.changed(target)
    else picks.changed()
  }
}

/** Loads what a query has to know and draws its answer, unless something newer was asked for meanwhile. */
async function respond(asked: Asked, shown: Shown, isNewest: () => boolean): Promise<void> {
  const { box, sort, data, page } = shown
  sort.value = asked.order
  find<HTMLElement>('#clear').hidden = isPlain(asked)
  const read = parseQuery(asked.text)
  tell(read.ok ? null : read.fault, box)
  if (!read.ok) return page.stale()
  try {
    const table = await data.tableFor(read.query)
    if (isNewest()) draw(read.query, asked, table, shown)
    if (table.titles === null) {
      const whole = await data.withTitles()
      if (isNewest()) draw(read.query, asked, whole, shown)
    }
  } catch {
    announce('The list could not be loaded. The pages below hold every release.')
    page.restore()
  }
}

function draw(query: Query, asked: Asked, table: ReleaseTable, shown: Shown): void {
  const { base, data, page, picks, facets } = shown
  const ordered = inOrderOf(asked.order, answerWithCounts(query, table).places, table)
  facets.draw(query, table)
  offerDownloads(table, ordered, () => data.withTitles())
  if (isPlain(asked)) page.restore()
  else {
    drawRows(page, table, ordered, { base, picked: picks.picked() })
    announce(`${ordered.length.toLocaleString('en')} of ${table.total.toLocaleString('en')} releases`)
  }
}

function readAddress(): Asked {
  const parameters = new URLSearchParams(location.search)
  return { text: parameters.get('q')?.trim() ?? '', order: orderNamed(parameters.get('sort')) ?? 'newest' }
}

function writeAddress({ text, order }: Asked): string {
  const words = text.trim()
  const pairs = { ...(words === '' ? {} : { q: words }), ...(order === 'newest' ? {} : { sort: order }) }
  const query = new URLSearchParams(pairs).toString()
  return query === '' ? '' : `?${query}`
}

function isPlain({ text, order }: Asked): boolean {
  return text === '' && order === 'newest'
}

function tell(fault: QueryFault | null, box: HTMLInputElement): void {
  const text = fault === null ? '' : queryFaultText(fault)
  const line = find('#fault')
  if (line.textContent !== text) line.textContent = text
  if (fault === null) box.removeAttribute('aria-invalid')
  else {
    box.setAttribute('aria-invalid', 'true')
    announce('No answer: the query has a fault')
  }
}
