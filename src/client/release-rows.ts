import type { CompactList, CompactRow } from '#model/compact-list.ts'

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** Fills copies of the server's own row; whatever comes from the list goes in as text. */
export function makeRow(
  template: HTMLTemplateElement,
  list: CompactList,
  row: CompactRow,
  base: string,
): Node {
  const [serviceAt, version, slug, purpose, stripAt, verdict, was, type, runs, risks, released, mark] = row
  const service = list.services[serviceAt] ?? ''
  const copy = template.content.cloneNode(true) as DocumentFragment
  const put = (selector: string, text: string | 0 | null) => {
    const node = copy.querySelector<HTMLElement>(selector)
    if (text) node?.replaceChildren(text)
    else node?.remove()
    return node
  }
  put('a', `${service} ${version}`)?.setAttribute(
    'href',
    `${base}releases/${service}/${encodeURI(slug || version)}/`,
  )
  put('th .chip', mark)
  put('th small', purpose)
  put('td small', was && `${list.verdicts[was]} at release`)
  put('.type', type || 'unknown')?.classList.toggle('soft', !type)
  put('.runs span', runs)?.classList.replace('chip', /^(nowhere$|was in )/.test(runs) ? 'soft' : 'chip')
  put('.risks', risks === null ? '–' : String(risks))
  put('time', DAY.format(new Date(released)))?.setAttribute('datetime', released)
  const shown = put('.verdict', list.verdicts[verdict] ?? verdict)
  if (shown) shown.className = `verdict ${TONES[verdict] ?? ''}`
  fillStrip(copy, list.strips[stripAt])
  return copy
}

const TONES: Record<string, string> = { go: 'go', 'no-go': 'nogo', 'no-dossier': 'none', quarantined: 'held' }

function fillStrip(copy: DocumentFragment, strip: [string, string] | undefined): void {
  const node = copy.querySelector('.strip')
  if (!node || !strip) return
  const [letters, words] = strip
  node.setAttribute('aria-label', `Gates: ${words}`)
  node.setAttribute('title', words)
  ;[...node.children].forEach((cell, index) => {
    cell.className = letters[index] === 'p' ? '' : (letters[index] ?? '')
  })
}
