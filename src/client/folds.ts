/**
 * Opens what a link leads to where that is itself folded, opens everything for a printer that cannot, and says in the
 * contents which part is in view.
 */
export function startFolds(): void {
  addEventListener('hashchange', openTarget)
  openTarget()
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details:not(.drop)'))
      fold.open = true
  })
  if (!CSS.supports('selector(:target-current)')) followScroll()
}

function openTarget(): void {
  const { hash } = location
  const target = document.getElementById(decodeURIComponent(hash.slice(1)))
  // Evidence has a page of its own; an address of before leads on to it.
  if (!target && hash.startsWith('#e-') && document.querySelector('details#evidence'))
    location.replace(`evidence/${hash}`)
  for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true
}

function followScroll(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.toc a')]
  const seen = new IntersectionObserver(
    (entries) => {
      const first = entries.find((each) => each.isIntersecting)?.target.id
      if (first === undefined) return
      for (const link of links)
        if (link.hash === `#${first}`) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
    },
    { rootMargin: '0px 0px -60%' },
  )
  for (const { hash } of links) {
    const part = document.getElementById(hash.slice(1))
    if (part) seen.observe(part)
  }
}
