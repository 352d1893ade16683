import { find, say } from './dom.ts'
import { readExcerpt } from './excerpt.ts'
import { type Facets, type Fragment, type Hit, loadPagefind, type Pagefind } from './pagefind.ts'
import { holdsWord, isVersion, type Query, readQuery, versionsIn, wordsOf, writeQuery } from './query.ts'

const STEP = 20
const form = document.querySelector<HTMLFormElement>('form.search')

if (form) void start(form)

async function start(search: HTMLFormElement): Promise<void> {
  const { base = '/' } = search.dataset
  const loaded = await loadPagefind(base)
  if (!loaded) return say('Search could not be loaded. The release list holds every release.')
  const { pagefind, facets } = loaded
  for (const name of ['service', 'verdict'] as const) offer(field(search, name), Object.keys(facets[name]))
  let turn = 0

  const show = async (): Promise<void> => {
    const query = readQuery(location.search)
    const mine = ++turn
    for (const [name, value] of Object.entries(query)) field(search, name).value = value
    const hits = await ask(pagefind, facets, query)
    const first = await load(hits.slice(0, STEP), query)
    // Letters typed meanwhile have asked for something newer.
    if (mine === turn) draw(query, hits, first)
  }

  const typed = (push: boolean) => {
    const pairs = [...new FormData(search)].map(([name, value]) => [name, String(value)])
    const address = writeQuery(readQuery(`?${new URLSearchParams(pairs)}`)) || location.pathname
    if (push) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    void show()
  }
  search.addEventListener('submit', (event) => {
    event.preventDefault()
    typed(true)
  })
  search.addEventListener('change', () => typed(true))
  search.addEventListener(
    'input',
    later(() => typed(false), 150),
  )
  addEventListener('popstate', () => void show())
  await show()
}

/** A release of exactly the version asked for comes first, whatever the words around it weigh. */
async function ask(pagefind: Pagefind, facets: Facets, { q, service, verdict }: Query): Promise<Hit[]> {
  if (`${q}${service}${verdict}` === '') return []
  const exact = versionsIn(q).map((version) => pagefind.search(`"${version}"`))
  const found = await Promise.all([...exact, pagefind.search(wordsOf(q) || null)])
  const hits = found.flatMap((each) => each.results)
  const inService = service ? new Set(facets.service[service]) : null
  const withVerdict = verdict ? new Set(facets.verdict[verdict]) : null
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()].filter(
    ({ id }) => (inService?.has(id) ?? true) && (withVerdict?.has(id) ?? true),
  )
}

async function load(hits: readonly Hit[], query: Query): Promise<Fragment[]> {
  const fragments = await Promise.all(hits.map((hit) => hit.data()))
  const versions = versionsIn(query.q)
  const rank = (fragment: Fragment) => (isVersion(fragment.meta['title'] ?? '', versions) ? 0 : 1)
  return fragments.sort((a, b) => rank(a) - rank(b))
}

function draw(query: Query, hits: readonly Hit[], first: readonly Fragment[]): void {
  const list = find<HTMLOListElement>('#results')
  const more = find<HTMLButtonElement>('#more')
  list.replaceChildren(...first.map(makeResult))
  say(resultText(query, hits.length, first))
  more.hidden = hits.length <= STEP
  more.onclick = async () => {
    const from = list.childElementCount
    list.append(...(await load(hits.slice(from, from + STEP), query)).map(makeResult))
    more.hidden = list.childElementCount >= hits.length
  }
}

function resultText(query: Query, found: number, first: readonly Fragment[]): string {
  if (writeQuery(query) === '') return ''
  if (found === 0) return 'Nothing found. Try fewer or shorter words, or a version such as 1.4.0.'
  const results = `${found} ${found === 1 ? 'result' : 'results'}`
  const alike = query.q !== '' && !first.some((fragment) => holdsWord(fragment.content, query.q))
  return alike ? `No exact match; ${results} with similar words` : `${results} found`
}

function makeResult({ url, meta, excerpt }: Fragment): Node {
  const template = find<HTMLTemplateElement>('#result')
  const copy = template.content.cloneNode(true) as DocumentFragment
  const link = copy.querySelector('a')
  link?.setAttribute('href', url)
  link?.replaceChildren(meta['title'] ?? url)
  const verdict = copy.querySelector('.verdict')
  const { verdict: word, kind = '' } = meta
  if (verdict) verdict.className = word ? `verdict ${TONES[word] ?? ''}` : 'chip'
  verdict?.replaceChildren(word ?? kind)
  copy.querySelector('.purpose')?.replaceChildren(meta['purpose'] ?? '')
  copy.querySelector('.excerpt')?.replaceChildren(...readExcerpt(excerpt).map(makeStretch))
  return copy
}

const TONES: Record<string, string> = { GO: 'go', 'NO-GO': 'nogo', 'NO DOSSIER': 'none', QUARANTINED: 'held' }

function makeStretch({ text, found }: { text: string; found: boolean }): Node {
  if (!found) return document.createTextNode(text)
  const mark = document.createElement('mark')
  mark.textContent = text
  return mark
}

function offer(select: HTMLInputElement | HTMLSelectElement, values: readonly string[]): void {
  select.append(...values.toSorted().map((value) => new Option(value, value)))
}

function field(search: HTMLFormElement, name: string): HTMLInputElement | HTMLSelectElement {
  return search.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement
}

function later(act: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, milliseconds)
  }
}
