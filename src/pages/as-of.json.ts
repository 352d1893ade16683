import { facts } from '#data/catalog.ts'
import { asOf } from '#views/as-of.ts'

export function GET() {
  return new Response(JSON.stringify(asOf(facts)))
}
