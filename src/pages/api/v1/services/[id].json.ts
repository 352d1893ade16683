import type { APIContext } from 'astro'
import { facts, histories } from '#data/catalog.ts'
import { apiContext, releasesOf } from '#data/releases.ts'
import type { Service } from '#model/service.ts'
import { apiService } from '#views/api.ts'

export function getStaticPaths() {
  return facts.services.map((service) => ({ params: { id: service.id }, props: { service } }))
}

export function GET({ props: { service } }: APIContext<{ service: Service }>) {
  const { id } = service
  const document = apiService(apiContext, service, releasesOf.get(id) ?? [], histories.get(id))
  return new Response(JSON.stringify(document))
}
