import { apiContext, releases } from '#data/releases.ts'
import { apiExpiring } from '#views/api.ts'

export const GET = () => new Response(JSON.stringify(apiExpiring(apiContext, releases)))
