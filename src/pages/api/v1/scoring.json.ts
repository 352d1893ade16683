import { registry, scoring } from '#data/scoring.ts'
import { scoringDocument } from '#messages/scoring.ts'

export function GET() {
  return new Response(JSON.stringify(scoringDocument(scoring, registry)))
}
