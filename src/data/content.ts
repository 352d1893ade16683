import { getCollection, render } from 'astro:content'
import type { Service } from '#model/service.ts'
import { collectAgain, facts } from './catalog.ts'

/** The guide's pages in their order. */
export const guide = (await getCollection('guide')).sort(
  (a, b) => a.data.order - b.data.order || (a.id < b.id ? -1 : 1),
)

/** A page of the guide as a component. */
export async function guideContent(entry: (typeof guide)[number]) {
  return (await render(entry)).Content
}

const runbookPages = new Map((await getCollection('runbooks')).map((entry) => [entry.id, entry]))

/** What a runbook says, as a component. */
export async function runbookContent(slug: string) {
  const entry = runbookPages.get(slug)
  if (!entry) throw collectAgain(`The catalog was collected with a runbook ${slug}.mdx.`)
  return (await render(entry)).Content
}

/** Services guessed from tags have no page of their own text. */
const servicePages = new Map(
  (facts.guessed ? [] : await getCollection('services')).map((entry) => [entry.data.id, entry]),
)

/** What is written about a service below its fields, as a component; null when nothing is. */
export async function serviceContent({ id }: Service) {
  const entry = servicePages.get(id)
  return entry?.body?.trim() ? (await render(entry)).Content : null
}
