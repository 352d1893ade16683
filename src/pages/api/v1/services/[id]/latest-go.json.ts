import type { APIContext } from 'astro'
import { facts } from '#data/catalog.ts'
import { apiContext, releasesOf } from '#data/releases.ts'
import { apiLatestGo } from '#views/api.ts'

export function getStaticPaths() {
  return facts.services.map(({ id }) => ({ params: { id } }))
}

export function GET({ params: { id = '' } }: APIContext) {
  return new Response(JSON.stringify(apiLatestGo(apiContext, id, releasesOf.get(id) ?? [])))
}
