/** Says in the contents which part is in view, for browsers whose style sheets cannot. */
export function followScroll(): void {
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
