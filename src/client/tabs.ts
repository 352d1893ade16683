/**
 * Shows the parts of a page one at a time below a row of tabs, named by their headings. An address that names something
 * inside a part opens that part; arrow keys go from tab to tab. Without a script, and on paper, all stand below each other.
 */
export function startTabs(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-tabs]'))
    tabs(list, list.dataset['tabs'] ?? '')
}

function tabs(list: HTMLElement, label: string): void {
  const parts = [...list.querySelectorAll<HTMLElement>(':scope > section')]
  if (parts.length < 2) return
  const bar = document.createElement('div')
  bar.role = 'tablist'
  bar.ariaLabel = label
  const all = parts.map((part, at) => tab(part, `tab-${at}`))
  bar.append(...all)
  list.prepend(bar)
  const show = (at: number) => {
    for (const [i, part] of parts.entries()) {
      part.hidden = i !== at
      all[i]?.setAttribute('aria-selected', String(i === at))
      if (all[i]) all[i].tabIndex = i === at ? 0 : -1
    }
  }
  const go = (at: number) => {
    const to = (at + parts.length) % parts.length
    show(to)
    all[to]?.focus()
    history.replaceState(null, '', `#${parts[to]?.id}`)
  }
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const at = parts.findIndex((part) => target && part.contains(target))
    if (at < 0) return
    show(at)
    target?.scrollIntoView()
  }
  for (const [at, each] of all.entries()) each.addEventListener('click', () => go(at))
  bar.addEventListener('keydown', ({ key }) => {
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key]
    if (to !== undefined) go(to)
  })
  addEventListener('hashchange', open)
  show(0)
  open()
}

function tab(part: HTMLElement, id: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.role = 'tab'
  made.id = id
  made.textContent = part.querySelector('h2')?.textContent ?? ''
  made.setAttribute('aria-controls', part.id)
  part.role = 'tabpanel'
  part.setAttribute('aria-labelledby', id)
  return made
}
