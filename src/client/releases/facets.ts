import { answerWithCounts, type FacetName, tickedIn, withoutPart, withTicked } from '#decide/query/facets.ts'
import { fieldNamed } from '#decide/query/fields.ts'
import { parseQuery } from '#decide/query/parse.ts'
import { partsOf, printQuery, type Query } from '#decide/query/query.ts'
import type { ReleaseTable } from '#decide/query/table.ts'
import { find } from '../dom.ts'

/** The boxes beside the list. */
interface Facets {
  /** Ticks and counts for a query. */
  draw: (query: Query, table: ReleaseTable) => void
  /** A box was ticked or not. */
  changed: (box: Element) => void
}

/** @param change asks what a query becomes by a box */
export function openFacets(list: HTMLElement, change: (next: (query: Query) => Query) => void): Facets {
  const form = list.querySelector<HTMLFormElement>('.facets-form')
  const boxes = form ? [...form.querySelectorAll<HTMLInputElement>('input')] : []
  const changed = (box: Element) => {
    const name = (box as HTMLInputElement).name as FacetName
    const ticked = boxes.filter((each) => each.name === name && each.checked).map(({ value }) => value)
    change((query) => withTicked(query, name, ticked))
  }
  form?.addEventListener('change', ({ target }) => changed(target as Element))
  return {
    changed,
    draw: (query, table) => {
      const { counts } = answerWithCounts(query, table)
      for (const box of boxes) {
        const name = box.name as FacetName
        // Owners are loaded when something asks for them.
        if (name !== 'owner' || table.titles !== null)
          box.parentElement?.querySelector('.n')?.replaceChildren(String(counts[name].get(box.value) ?? 0))
        box.checked = tickedIn(query, name).has(box.value.toLowerCase())
      }
      drawNothingFound(query, table)
    },
  }
}

/** Shows each part of a query, with a way to take it out; none for a text that cannot be read. */
export function drawParts(text: string, ask: (text: string) => void): void {
  const line = find<HTMLElement>('#parts')
  const read = parseQuery(text)
  const parts = read.ok ? partsOf(read.query) : []
  line.hidden = parts.length === 0
  find<HTMLElement>('#tries').hidden = parts.length > 0
  line.replaceChildren(
    ...parts.map((part, at) => {
      const chip = document.createElement('button')
      chip.type = 'button'
      chip.className = 'part-chip'
      const cross = document.createElement('span')
      cross.ariaHidden = 'true'
      cross.append('×')
      const said = document.createElement('span')
      said.className = 'vh'
      said.append('remove')
      chip.append(printQuery(part), cross, said)
      chip.addEventListener('click', () => {
        if (read.ok) ask(printQuery(withoutPart(read.query, at)))
        find<HTMLElement>('#q').focus()
      })
      return chip
    }),
  )
}

/** Says which part of a query keeps everything away, and what is left without it. */
function drawNothingFound(query: Query, table: ReleaseTable): void {
  if (answerWithCounts(query, table).places.length > 0) return
  const box = find('#none')
  const parts = partsOf(query)
  const without = parts
    .map((part, at) => ({ part, found: answerWithCounts(withoutPart(query, at), table).places.length, at }))
    .filter(({ found }) => found > 0)
  const [best] = without.toSorted((a, b) => b.found - a.found)
  const said =
    parts.length > 1 && best ? `Without ${printQuery(best.part)} there are ${best.found}.` : hintFor(query)
  box.querySelector('p')?.replaceChildren(said)
  const links = without.slice(0, 3).map(({ part, at }) => {
    const link = document.createElement('a')
    link.className = 'btn'
    link.href = `?q=${encodeURIComponent(printQuery(withoutPart(query, at)))}`
    link.append(`Without ${printQuery(part)}`)
    return link
  })
  box.querySelector('.acts')?.replaceChildren(...(parts.length > 1 ? links : []))
}

function hintFor(query: Query): string {
  if (query.kind === 'text')
    return 'Names, versions and purposes are looked through here; the search looks through everything else.'
  if (query.kind === 'filter' && fieldNamed(query.field) === 'service')
    return 'No release is of a service of that name. The filters name all services.'
  return 'Take something out, or look at the filters: they say how many releases each of their values has.'
}
