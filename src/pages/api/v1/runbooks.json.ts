import { facts, links, summary } from '#data/catalog.ts'
import { apiRunbooks } from '#views/api.ts'

export function GET() {
  return new Response(JSON.stringify(apiRunbooks(facts, summary, links)))
}
