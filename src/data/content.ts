import { type CollectionEntry, getCollection, render } from 'astro:content'
import type { Operations } from '#model/operations.ts'
import type { Service } from '#model/service.ts'
import { ownFolder } from './authored.ts'
import { collectAgain, facts } from './catalog.ts'

/** What comes with the program, and what the user added: of the same name the user's. */
function joined<T extends { id: string }>(shipped: readonly T[], own: readonly T[]): Map<string, T> {
  return new Map([...shipped, ...own].map((entry) => [entry.id, entry]))
}

async function own<C extends 'ownGuide' | 'ownRunbooks'>(folder: 'guide' | 'runbooks', name: C) {
  return ownFolder(folder) === null ? [] : getCollection(name)
}

type GuideEntry = CollectionEntry<'guide'> | CollectionEntry<'ownGuide'>
const guidePages = joined<GuideEntry>(await getCollection('guide'), await own('guide', 'ownGuide'))

/** The guide's pages in their order. */
export const guide = [...guidePages.values()].sort(
  (a, b) => a.data.order - b.data.order || (a.id < b.id ? -1 : 1),
)

/** A page of the guide as a component, with its parts; a page of few parts has no contents. */
export async function guideContent(entry: (typeof guide)[number]) {
  const { Content, headings } = await render(entry)
  const parts = headings.filter(({ depth }) => depth === 2)
  const contents = parts.map(({ slug, text }) => ({ id: slug, title: text, hint: '', tone: 'none' as const }))
  return { Content, contents: contents.length > 2 ? contents : [] }
}

type RunbookEntry = CollectionEntry<'runbooks'> | CollectionEntry<'ownRunbooks'>
const runbookPages = joined<RunbookEntry>(
  await getCollection('runbooks'),
  await own('runbooks', 'ownRunbooks'),
)

/** What a runbook says, as a component. */
export async function runbookContent(slug: string) {
  const entry = runbookPages.get(slug)
  if (!entry) throw collectAgain(`The catalog was collected with a runbook ${slug}.mdx.`)
  return (await render(entry)).Content
}

/** The severity model, and the inventory of runbooks for what goes wrong while services run. */
export const operations: Operations = await readOperations()

async function readOperations(): Promise<Operations> {
  const [entry] = await getCollection('operations')
  if (!entry) throw new Error('runbooks/operations.yaml is missing: it holds the severity model.')
  return entry.data
}

/** Services guessed from tags have no page of their own text. */
const servicePages = new Map(
  (facts.guessed || ownFolder('services') === null ? [] : await getCollection('services')).map((entry) => [
    entry.data.id,
    entry,
  ]),
)

/** What is written about a service below its fields, as a component; null when nothing is. */
export async function serviceContent({ id }: Service) {
  const entry = servicePages.get(id)
  return entry?.body?.trim() ? (await render(entry)).Content : null
}
