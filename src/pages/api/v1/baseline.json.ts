import { facts, links, summary } from '#data/catalog.ts'
import { apiBaseline } from '#messages/baseline-api.ts'

export const GET = () => new Response(JSON.stringify(apiBaseline(facts, summary, links)))
