/**
 * Turns what a page says of today once its time has come: it may be read long after it was made. Whatever turns carries
 * its own moment and what it turns to, so that nothing is decided here.
 */
export function startAging(): void {
  turn(document)
  // A tab may be left open for weeks, and the page before may come back out of memory.
  addEventListener('pageshow', () => turn(document))
  document.addEventListener('visibilitychange', () => turn(document))
  const told = document.querySelector<HTMLElement>('[data-catalog]')
  if (told) void tellCatalog(told)
}

/** Turns everything below a node that is due by the reader's clock. */
export function turn(root: ParentNode): void {
  const now = Date.now()
  const each = (name: string, act: (node: HTMLElement, value: string) => void) => {
    for (const node of root.querySelectorAll<HTMLElement>(`[data-${name}]`))
      act(node, node.dataset[name] ?? '')
  }
  each('until', (node, moment) => {
    if (!isDue(moment, now)) return
    const [tone = '', ...words] = (node.dataset['then'] ?? '').split(' ')
    paint(node, tone, words.join(' '))
    delete node.dataset['until']
  })
  each('turns', (node, turns) => {
    const text = JSON.parse(turns).findLast(([moment]: string[]) => isDue(moment, now))?.[1]
    if (text !== undefined) node.textContent = text
  })
  each('from', (node, moment) => {
    node.hidden = !isDue(moment, now)
  })
  each('pick', (node, moment) => {
    if (!(node instanceof HTMLInputElement) || !isDue(moment, now)) return
    node.checked = true
    // Once: from then on it is the reader's choice.
    delete node.dataset['pick']
  })
  each('ago', (node, moment) => {
    node.textContent = ago(Date.parse(moment) - now)
  })
}

/** Gives a status another color and word, and the mark of that color where it has one. */
export function paint(node: HTMLElement, tone: string, word: string): void {
  node.classList.replace(node.classList[1] ?? '', tone)
  node.querySelector('use')?.setAttribute('href', `#m-${tone}`)
  node.lastChild?.replaceWith(word)
}

function isDue(moment: string | undefined, now: number): boolean {
  return Date.parse(moment ?? '') <= now
}

/** `, 40 days ago`, `, in 17 days`: written into a page, it would be wrong on the next day. */
function ago(milliseconds: number): string {
  const hours = milliseconds / 3_600_000
  const [count, unit] = Math.abs(hours) < 48 ? ([hours, 'hour'] as const) : ([hours / 24, 'day'] as const)
  return `, ${new Intl.RelativeTimeFormat('en').format(Math.trunc(count) || -0, unit)}`
}

/** The page of a release does not hold when the catalog was made, or each would be made anew with it; a file beside does. */
async function tellCatalog(told: HTMLElement): Promise<void> {
  const { text, overdue } = await (await fetch(told.dataset['catalog'] ?? '')).json()
  told.textContent = text
  for (const notice of document.querySelectorAll<HTMLElement>('.overdue')) {
    notice.textContent = overdue.text
    notice.dataset['from'] = overdue.from
  }
  turn(document)
}
