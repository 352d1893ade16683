import type { APIContext } from 'astro'
import { facts, links, releasesOf } from '#data/data.ts'
import { apiLatest } from '#views/api.ts'

export function getStaticPaths() {
  return facts.services.map(({ id }) => ({ params: { id } }))
}

export function GET({ params: { id = '' } }: APIContext) {
  return new Response(JSON.stringify(apiLatest(facts, id, releasesOf.get(id) ?? [], links)))
}
