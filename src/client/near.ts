import type { SiteNames } from '#model/search.ts'
import { find } from './dom.ts'

/** A page that an address may have been meant to lead to. */
export interface Near {
  path: string
  title: string
}

/** Offers the pages whose addresses are most like the one that leads nowhere. */
export async function startNear(): Promise<void> {
  const list = find<HTMLElement>('#near')
  const { base = '/', names = '' } = list.dataset
  const path = decoded(location.pathname).slice(base.length)
  const answer = await fetch(names)
  if (!answer.ok) return
  const near = nearest(path, await answer.json())
  for (const { path: to, title } of near) {
    const link = document.createElement('a')
    link.href = base + to
    link.textContent = title
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
  }
  find<HTMLElement>('.near').hidden = near.length === 0
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** So many are offered, and so much of an address is read: a longer one was not typed. */
const OFFERED = 5
const LONGEST = 120

/**
 * The pages whose addresses are most like one that leads nowhere, most like first: at most five, none that differ in more
 * than two of five letters.
 * @param path below the base, as typed
 */
export function nearest(path: string, { pages, services }: SiteNames): Near[] {
  const typed = plain(path).slice(0, LONGEST)
  if (typed === '') return []
  const releases = typed.startsWith('releases/') ? releasesLike(typed.split('/')[1] ?? '', services) : []
  const all = [...releases, ...pages].map((page) => ({ page, unlike: unlikeness(typed, plain(page.path)) }))
  return all
    .filter(({ unlike }) => unlike <= 0.4)
    .toSorted((a, b) => a.unlike - b.unlike)
    .slice(0, OFFERED)
    .map(({ page }) => page)
}

/** The releases of the two services whose names are most like the one in the address. */
function releasesLike(service: string, services: SiteNames['services']): Near[] {
  const alike = services
    .map((each) => ({ each, unlike: unlikeness(service, each.id) }))
    .filter(({ unlike }) => unlike <= 0.5)
    .toSorted((a, b) => a.unlike - b.unlike)
    .slice(0, 2)
  return alike.flatMap(({ each: { id, versions } }) =>
    versions.map((version) => ({ path: `releases/${id}/${version}/`, title: `${id} ${version}` })),
  )
}

function plain(path: string): string {
  const parts = path.toLowerCase().split('/').filter(Boolean)
  return (parts.at(-1) === 'index.html' ? parts.slice(0, -1) : parts).join('/')
}

/** How many letters have to change, of the longer of the two: 0 for the same, 1 for nothing alike. */
function unlikeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : changes(a, b) / longer
}

/** Levenshtein's distance, row by row. */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
