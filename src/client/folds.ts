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
  if (!CSS.supports('selector(:target-current)'))
    void import('./contents.ts').then(({ followScroll }) => followScroll())
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
