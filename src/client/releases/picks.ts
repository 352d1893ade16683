import { find } from '../dom.ts'

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
