import { columnsTitled, releaseTableRow } from '#components/release-rows.ts'
import { type ReleaseTable, releaseAt } from '#decide/query/table.ts'
import { releaseFolder } from '#model/slug.ts'
import { turn } from '../aging.ts'
import { announce, find } from '../dom.ts'

/** Rows that are put into the page at once. */
const STEP = 100

/** The table of the page, and how it came. */
export interface ListPageParts {
  body: HTMLElement
  /** Shows the page as it came. */
  restore: () => void
  /** Shows that the rows are no answer to what is asked. */
  stale: () => void
  /** Gets ready for rows of an answer. */
  begin: () => void
}

/** Remembers the page as it came. */
export function keepPage(list: Element): ListPageParts {
  const table = find<HTMLElement>('table.rows')
  const body = find<HTMLElement>('table.rows tbody')
  const came = [...body.childNodes]
  const said = find('#found').textContent ?? ''
  const hide = (selector: string, isHidden: boolean) => {
    const part = list.querySelector<HTMLElement>(selector)
    if (part) part.hidden = isHidden
  }
  return {
    body,
    restore: () => {
      table.classList.remove('stale')
      body.replaceChildren(...came)
      for (const part of ['#more', '#none']) hide(part, true)
      hide('.pager', false)
      announce(said)
    },
    stale: () => {
      table.classList.add('stale')
      hide('#none', true)
    },
    begin: () => {
      table.classList.remove('stale')
      hide('.pager', true)
      body.replaceChildren()
    },
  }
}

/** Shows the releases at some places of the table, the first ones at once, the others as they are asked for. */
export function drawRows(
  page: ListPageParts,
  table: ReleaseTable,
  places: readonly number[],
  { base, picked }: { base: string; picked: ReadonlySet<string> },
): void {
  const more = find<HTMLButtonElement>('#more')
  const titles = find<HTMLElement>('table.rows').dataset['columns']?.split('|') ?? []
  const columns = columnsTitled(titles)
  const hrefOf = (service: string, version: string) => base + releaseFolder(service, version)
  const add = (from: number) => {
    const rows = places.slice(from, from + STEP).map((place) => ({
      ...releaseAt(table.columns, place),
      purpose: table.titles?.[place] ?? '',
    }))
    const markup = rows.map((row) => releaseTableRow(row, columns, { hrefOf, named: true, picked }).markup)
    page.body.insertAdjacentHTML('beforeend', markup.join(''))
    turn(page.body)
    more.hidden = from + STEP >= places.length
    more.textContent = `Show ${Math.min(STEP, places.length - from - STEP)} more`
    more.onclick = () => {
      add(from + STEP)
      // Whoever goes on by keyboard stands at the first of the new rows.
      page.body.querySelectorAll<HTMLElement>('.rel a')[from + STEP]?.focus()
    }
  }
  page.begin()
  add(0)
  find<HTMLElement>('#none').hidden = places.length > 0
}

/** The releases that are ticked for comparison. */
interface Picks {
  picked: () => ReadonlySet<string>
  changed: () => void
}

/** Leads two ticked releases to their comparison; a third takes the place of the first. */
export function openPicks(list: HTMLElement, compare: string): Picks {
  const link = find<HTMLAnchorElement>('#compare')
  const picked = new Set<string>()
  const boxes = () => list.querySelectorAll<HTMLInputElement>('input[name=compare]')
  const draw = () => {
    for (const box of boxes()) box.checked = picked.has(box.value)
    const [a, b] = picked
    link.textContent = `Compare (${picked.size})`
    link.title = picked.size === 2 ? `${a} and ${b}` : 'Tick two releases'
    if (a === undefined || b === undefined) {
      link.removeAttribute('href')
      link.setAttribute('aria-disabled', 'true')
    } else {
      link.href = `${compare}?${new URLSearchParams({ a, b })}`
      link.removeAttribute('aria-disabled')
    }
  }
  const changed = () => {
    for (const box of boxes())
      if (box.checked) picked.add(box.value)
      else picked.delete(box.value)
    while (picked.size > 2) for (const first of picked) if (picked.size > 2) picked.delete(first)
    draw()
  }
  list.addEventListener('change', ({ target }) => {
    if ((target as HTMLInputElement).name === 'compare') changed()
  })
  // A page that comes back out of memory may have kept its ticks.
  changed()
  return { picked: () => picked, changed }
}
