import { VERDICT_TONES, VERDICT_WORDS } from '#messages/verdict.ts'
import { paint, turn } from './aging.ts'
import { announce, find, putQuery, readForm } from './dom.ts'

const STEP = 20

/** Answers the search form as it is typed into, from the index that the build left beside the pages. */
export async function startSearch(): Promise<void> {
  const search = find<HTMLFormElement>('form.search')
  const { base = '/' } = search.dataset
  const loaded = await loadPagefind(base)
  if (!loaded) return announce('Search could not be loaded. The release list holds every release.')
  const { pagefind } = loaded
  const facets = facetsAt(loaded.facets, Date.now())
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

  const answer = (how: 'pushState' | 'replaceState') => {
    putQuery(writeQuery(readQuery(readForm(search))), how)
    void show()
  }
  search.addEventListener('submit', (event) => {
    event.preventDefault()
    answer('pushState')
  })
  search.addEventListener('change', () => answer('pushState'))
  search.addEventListener(
    'input',
    later(() => answer('replaceState'), 150),
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
  const inService = service ? hitsOf(facets.service, service) : null
  const withVerdict = verdict ? hitsOf(facets.verdict, verdict) : null
  return [...new Map(hits.map((hit) => [hit.id, hit])).values()].filter(
    ({ id }) => (inService?.has(id) ?? true) && (withVerdict?.has(id) ?? true),
  )
}

async function load(hits: readonly Hit[], query: Query): Promise<Fragment[]> {
  const fragments = await Promise.all(hits.map((hit) => hit.data()))
  const versions = versionsIn(query.q)
  const rank = (fragment: Fragment) => (isTitledVersion(fragment.meta['title'] ?? '', versions) ? 0 : 1)
  return fragments.sort((a, b) => rank(a) - rank(b))
}

function draw(query: Query, hits: readonly Hit[], first: readonly Fragment[]): void {
  const list = find<HTMLOListElement>('#results')
  const more = find<HTMLButtonElement>('#more')
  list.replaceChildren(...first.map(makeResult))
  announce(resultText(query, hits.length, first))
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
  const verdict = copy.querySelector<HTMLElement>('.verdict')
  const { verdict: word, kind = '', until, becomes = '' } = meta
  if (verdict) {
    if (word) paint(verdict, TONES[word] ?? '', word)
    else {
      verdict.className = 'chip'
      verdict.replaceChildren(kind)
    }
    if (until) {
      verdict.dataset['until'] = until
      verdict.dataset['then'] = `${TONES[becomes] ?? ''} ${becomes}`
    }
  }
  const news = copy.querySelector<HTMLElement>('.news')
  if (news) {
    news.hidden = meta['news'] === undefined
    news.replaceChildren(meta['news'] ?? '')
  }
  copy.querySelector('.purpose')?.replaceChildren(meta['purpose'] ?? '')
  copy.querySelector('.excerpt')?.replaceChildren(...readExcerpt(excerpt).map(makeStretch))
  turn(copy)
  return copy
}

/** The class of a verdict by its word, which is what the index holds. */
const TONES: Record<string, string> = Object.fromEntries(
  Object.entries(VERDICT_WORDS).map(([verdict, word]) => [
    word,
    VERDICT_TONES[verdict as keyof typeof VERDICT_TONES],
  ]),
)

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

/** What is asked: words, and a service and a verdict or nothing. */
interface Query {
  q: string
  service: string
  verdict: string
}

/** Reads a query from an address. */
export function readQuery(search: string): Query {
  const parameters = new URLSearchParams(search)
  const get = (name: string) => parameters.get(name)?.trim().slice(0, 200) ?? ''
  return { q: get('q'), service: get('service'), verdict: get('verdict') }
}

/** The query as an address, or nothing for an empty one. */
export function writeQuery(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== '')
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** The words to search for: `ledger@1.4.0` is a service and its version. */
export function wordsOf(q: string): string {
  return q.replace(/([\w-])@(?=v?\d)/g, '$1 ').trim()
}

/** The versions named in a query, without their `v`: `v1.4.0` and `1.4.0` mean the same release. */
export function versionsIn(q: string): string[] {
  const words = wordsOf(q).split(/\s+/)
  return words.filter((word) => /^v?\d+(\.\d+)+([-+].+)?$/i.test(word)).map((word) => word.replace(/^v/i, ''))
}

/** Whether a result titled `ledger 1.4.0` is of one of the versions. */
export function isTitledVersion(title: string, versions: readonly string[]): boolean {
  return versions.some((version) => title.toLowerCase().endsWith(` ${version.toLowerCase()}`))
}

/** Whether a text holds a word of the query; Pagefind also finds words that only begin alike. */
export function holdsWord(content: string, q: string): boolean {
  const text = content.toLowerCase()
  return wordsOf(q)
    .toLowerCase()
    .split(/[\s"]+/)
    .some((word) => word !== '' && text.includes(word))
}

/** A stretch of an excerpt; `found` is what was searched for. */
interface Stretch {
  text: string
  found: boolean
}

/**
 * Reads Pagefind's excerpt, escaped text with `<mark>` in it, as plain stretches, so that nothing of it is ever
 * put into the page as HTML.
 */
export function readExcerpt(excerpt: string): Stretch[] {
  return excerpt
    .split(/<mark>(.*?)<\/mark>/s)
    .map((text, index) => ({ text: unescaped(text), found: index % 2 === 1 }))
    .filter((stretch) => stretch.text !== '')
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#x27': "'" }

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|#39|#x27);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}

/** The part of Pagefind's browser interface that is used here. */
interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>
  search(query: string | null): Promise<Found>
}

interface Found {
  results: Hit[]
}

/** An address may name what no service is called and every object has, such as `__proto__`. */
export function hitsOf(hits: Record<string, string[]>, name: string): Set<string> {
  return new Set(Object.hasOwn(hits, name) ? hits[name] : [])
}

/** The hits that each service and each verdict has, by their ids, and which GOs end when as what: `scripts/build/search.ts`. */
type Facets = Record<'service' | 'verdict', Record<string, string[]>> & {
  ends: Record<string, [at: string, as: string]>
}

/** The same with each GO that has ended by a moment, in milliseconds since 1970, under what it is since. */
export function facetsAt({ service, verdict, ends }: Facets, now: number): Facets {
  const turned = Object.entries(verdict).flatMap(([word, ids]) =>
    ids.map((id) => {
      const [at, as] = ends[id] ?? []
      return { id, word: at !== undefined && as !== undefined && Date.parse(at) <= now ? as : word }
    }),
  )
  const byWord = Map.groupBy(turned, (each) => each.word)
  const words = [...byWord].map(([word, members]) => [word, members.map(({ id }) => id)])
  return { service, verdict: Object.fromEntries(words), ends }
}

interface Hit {
  id: string
  data(): Promise<Fragment>
}

interface Fragment {
  url: string
  /** HTML-escaped text with `<mark>` around what was found. */
  excerpt: string
  /** The whole text that was indexed. */
  content: string
  meta: Record<string, string>
}

/** Loads the search engine of the site below `base` and what it can be narrowed by; null when that fails. */
async function loadPagefind(base: string): Promise<{ pagefind: Pagefind; facets: Facets } | null> {
  try {
    const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)
    await pagefind.options({ excerptLength: 24, baseUrl: base })
    const facets = await fetch(`${base}pagefind/facets.json`)
    return facets.ok ? { pagefind, facets: await facets.json() } : null
  } catch {
    return null
  }
}
