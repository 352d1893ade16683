/**
 * Waits for somebody to ask something of the list of releases; what answers is loaded then. Until that, and when it cannot
 * be loaded, the page stands as it came.
 */
export function startReleases(): void {
  const list = document.querySelector<HTMLElement>('#list')
  if (!list) return
  let asked: Promise<(event?: Event) => void> | undefined
  const wake = async (event?: Event) => {
    const isFirst = asked === undefined
    asked ??= import('./releases/list.ts').then(({ openList }) => openList(list))
    const answer = await asked
    if (isFirst) answer(event)
  }
  for (const kind of ['input', 'change', 'focusin', 'submit'])
    list.addEventListener(kind, (event) => {
      const target = event.target as Element
      if (kind === 'submit') event.preventDefault()
      if (kind === 'focusin' && !target.matches('#q, #csv, #json')) return
      void wake(event)
    })
  const isDue = Date.parse(list.dataset['ends'] ?? '') <= Date.now()
  if (/[?&](q|sort)=/.test(location.search) || isDue) void wake()
}
