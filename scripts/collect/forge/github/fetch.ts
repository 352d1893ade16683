import { messageOf } from '#lib/cli-error.ts'
import type { ResponseCache } from './response-cache.ts'
import type { GithubSettings } from './settings.ts'

/** What a request of ours sends. */
type Sent = { headers?: Record<string, string> }

/**
 * The one way to GitHub: a whole answer in memory, or an error. It ends answers that are too large, too slow or cut off, asks
 * with `If-None-Match` and hands out what was kept when nothing has changed, and sends the token to the API alone:
 * where it points to another host, that host gets no header of ours.
 * @param most bytes that an answer may have.
 * @param isElsewhere true to ask another host from the start; otherwise only the API may be asked.
 */
export function boundedFetch(
  settings: GithubSettings,
  answers: ResponseCache,
  most: number,
  isElsewhere = false,
) {
  const { origin } = new URL(settings.api)
  return async (address: string, { headers = {} }: Sent): Promise<Response> => {
    const known = answers.find(address)
    if (known?.fresh) return respond(address, 200, known.headers, known.body)
    const asked = {
      ...headers,
      ...(settings.token === null ? {} : { authorization: `Bearer ${settings.token}` }),
      ...(known ? { 'if-none-match': known.etag } : {}),
    }
    const signal = AbortSignal.timeout(settings.patience.answer * settings.second)
    try {
      const start = new URL(address)
      if (start.origin !== origin && !isElsewhere) throw new Error(`it points to another host, ${start.host}`)
      const { response, isApi } = await follow(start, asked, new URL(origin), signal)
      if (response.status === 304 && known)
        return respond(address, 200, { ...known.headers, etag: known.etag }, known.body)
      const body = await readBody(response, most)
      // Whoever never got the token does not refuse it.
      const status = response.status === 401 && !isApi ? 403 : response.status
      return respond(address, status, pick(response.headers, isApi ? PASSED_ON : []), body)
    } catch (error) {
      throw new Error(signal.aborted ? SLOW.replace('N', `${settings.patience.answer}`) : causeOf(error))
    }
  }
}

const SLOW = 'the answer took longer than N seconds'
const PASSED_ON = [
  'etag',
  'link',
  'content-type',
  'retry-after',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
]

/** Goes from pointer to pointer; the token goes to the API and nowhere else. Unsafe is what is less safe than the API. */
async function follow(
  start: URL,
  headers: Record<string, string>,
  { origin, protocol }: URL,
  signal: AbortSignal,
): Promise<{ response: Response; isApi: boolean }> {
  let url = start
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (url.protocol !== 'https:' && url.protocol !== protocol)
      throw new Error(`it points to ${url.protocol}//${url.host}, which is not safe`)
    const isApi = url.origin === origin
    const response = await fetch(url, { headers: isApi ? headers : {}, redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (!POINTERS.has(response.status) || location === null) return { response, isApi }
    await response.body?.cancel()
    url = new URL(location, url)
  }
  throw new Error('it points from one place to the next without end')
}

const POINTERS = new Set([301, 302, 303, 307, 308])
const MOST_STEPS = 5

/** To its end: a body that is cut off is an error here, and not half a document. */
async function readBody({ body, headers }: Response, most: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(headers.get('content-length')) > most) throw new Error(`it has more than ${most} bytes`)
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of body ?? []) {
    total += chunk.length
    if (total > most) throw new Error(`it has more than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

/** An answer that carries no `etag` is not kept. */
function respond(url: string, status: number, headers: Record<string, string>, body: Buffer): Response {
  const isEmpty = status === 204 || status === 205 || status === 304
  const response = new Response(isEmpty ? null : new Uint8Array(body), { status, headers })
  return Object.defineProperty(response, 'url', { value: url })
}

/** Fetch says only "fetch failed"; why is said by its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && cause.message !== '' ? cause.message : messageOf(error)
}
