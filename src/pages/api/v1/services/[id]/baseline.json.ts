import type { APIContext } from 'astro'
import { facts, histories, links } from '#data/catalog.ts'
import { apiServiceBaseline } from '#messages/baseline-api.ts'

export function getStaticPaths() {
  return facts.services.map(({ id }) => ({ params: { id } }))
}

export function GET({ params: { id = '' } }: APIContext) {
  return new Response(JSON.stringify(apiServiceBaseline(facts, id, histories.get(id), links)))
}
