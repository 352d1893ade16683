import type { APIContext } from 'astro'
import { facts, links } from '#data/catalog.ts'
import { releasesOf } from '#data/releases.ts'
import { apiLatest } from '#views/api.ts'

export function getStaticPaths() {
  return facts.services.map(({ id }) => ({ params: { id } }))
}

export function GET({ params: { id = '' } }: APIContext) {
  return new Response(JSON.stringify(apiLatest(facts, id, releasesOf.get(id) ?? [], links)))
}
