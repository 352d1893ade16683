import type { APIContext } from 'astro'
import { facts, histories, links } from '#data/catalog.ts'
import { releasesOf } from '#data/releases.ts'
import type { Service } from '#model/service.ts'
import { apiService } from '#views/api.ts'

export function getStaticPaths() {
  return facts.services.map((service) => ({ params: { id: service.id }, props: { service } }))
}

export function GET({ props: { service } }: APIContext<{ service: Service }>) {
  const { id } = service
  const document = apiService(facts, service, releasesOf.get(id) ?? [], histories.get(id), links)
  return new Response(JSON.stringify(document))
}
