import type { z } from 'zod'
import { CliError, messageOf } from '#lib/cli-error.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { printable } from '#lib/text.ts'
import { type Finding, finding } from '#model/finding.ts'
import { readShape } from '#parse/shape.ts'
import { boundedFetch } from './fetch.ts'
import { makeOctokit, RAW } from './octokit.ts'
import type { ResponseCache } from './response-cache.ts'
import type { GithubSettings } from './settings.ts'

/** What came of a question: the answer, or why there is none. */
export type GithubResponse<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** A question about the repository: `what` for people, and a route whose `{owner}` and `{repo}` are filled in. */
export type GithubRequest = { what: string; route: string; parameters?: Record<string, string | number> }

/**
 * Asks the API. Every question can throw a CliError: 75 when GitHub takes no more requests for now, 2 when it refuses the
 * token.
 */
export type Github = {
  get: <S extends z.ZodType>(question: GithubRequest, shape: S) => Promise<GithubResponse<z.output<S>>>
  /** All items of a list, page by page. */
  list: <S extends z.ZodType>(question: GithubRequest, shape: S) => Promise<GithubResponse<z.output<S>[]>>
  /** Bytes as they are, from wherever GitHub points to. @param most bytes at most. */
  bytes: (question: GithubRequest, most: number) => Promise<GithubResponse<Buffer>>
  /** Bytes at an address outside of the API that GitHub names. Whoever is there gets no header of ours. */
  elsewhere: (what: string, address: string, most: number) => Promise<GithubResponse<Buffer>>
}

/** Opens the API of one repository. @param answers what was answered before. */
export function openGithub(settings: GithubSettings, answers: ResponseCache): Github {
  const { owner, name: repo } = settings
  const octokit = makeOctokit(settings, answers)
  const once = askedOnce()
  return {
    get: ({ what, route, parameters }, shape) =>
      answered(what, async () => {
        const ask = () => octokit.request(route, { owner, repo, ...parameters })
        const { data } = await once(JSON.stringify([route, parameters]), ask)
        return shaped(shape, data)
      }),
    list: ({ what, route, parameters }, shape) =>
      answered(what, async () => {
        const all = { owner, repo, per_page: 100, ...parameters }
        const ask = async () => ({ data: await itemsOf(octokit.paginate.iterator(route, all)) })
        const { data } = await once(JSON.stringify([route, all]), ask)
        return data.map((item: unknown) => shaped(shape, item))
      }),
    bytes: ({ what, route, parameters }, most) =>
      answered(what, async () => {
        const raw = { headers: { accept: RAW }, request: { fetch: boundedFetch(settings, answers, most) } }
        const { data } = await octokit.request(route, { owner, repo, ...parameters, ...raw })
        return Buffer.from(data)
      }),
    elsewhere: (what, address, most) =>
      answered(what, async () => {
        const raw = {
          headers: { accept: RAW },
          request: { fetch: boundedFetch(settings, answers, most, true) },
        }
        // As a parameter: in a route, words after a colon and in braces would be filled in.
        const { data } = await octokit.request('GET {+address}', { address: new URL(address).href, ...raw })
        return Buffer.from(data)
      }),
  }
}

type Answered = Awaited<ReturnType<ReturnType<typeof makeOctokit>['request']>>

/** Several artifacts may need the same answer at once: it is asked for once, while nobody has it yet. */
function askedOnce() {
  const waiting = new Map<string, Promise<Pick<Answered, 'data'>>>()
  return (key: string, ask: () => Promise<Pick<Answered, 'data'>>) => {
    const before = waiting.get(key)
    if (before !== undefined) return before
    const mine = ask().finally(() => waiting.delete(key))
    waiting.set(key, mine)
    return mine
  }
}

async function answered<T>(what: string, ask: () => Promise<T>): Promise<GithubResponse<T>> {
  try {
    return { ok: true, value: await ask() }
  } catch (error) {
    return { ok: false, failure: failureOf(error, what) }
  }
}

/** A list without end must have one here. */
const MOST_PAGES = 1000

async function itemsOf(pages: AsyncIterable<{ data: unknown }>): Promise<unknown[]> {
  const items: unknown[] = []
  let count = 0
  for await (const { data } of pages) {
    count += 1
    if (count > MOST_PAGES) throw new Error(`its list has more than ${MOST_PAGES} pages`)
    if (!Array.isArray(data)) throw new Error('its answer is no list')
    items.push(...data)
  }
  return items
}

function shaped<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  const found = readShape(shape, value)
  if (found.ok) return found.value
  throw new Error(
    `its answer is not what GitHub documents: ${found.findings.slice(0, 2).map(formatFinding).join(' ')}`,
  )
}

/** Says that not all was looked at: what is cut silently could hide what matters. @param what for people, in the plural. */
export function cutAt(shown: number, total: number, what: string): Finding[] {
  return total > shown ? [finding('github.cut', { what, shown, total })] : []
}

/** Why GitHub gave no answer. `gone`: there was something, and it is there no more. */
type Failure = { reason: 'absent' | 'gone' | 'forbidden' | 'failed'; findings: Finding[] }

/**
 * Makes of an error what it means for one question. Never passes on what was sent.
 * @param what the question, for people, such as `the releases`.
 * @throws CliError 75 when GitHub takes no more requests for now, 2 when it refuses the token.
 */
function failureOf(error: unknown, what: string): Failure {
  if (error instanceof CliError) throw error
  const { status, headers } = responseOf(error)
  if (isLimit(error)) throw new CliError(limitWords(headers), 75)
  if (status === 401) throw new CliError(REFUSED)
  const known = REASONS.get(status)
  if (known !== undefined) return { reason: known.reason, findings: [finding(known.code, { what })] }
  const said = printable(messageOf(error)).slice(0, 200)
  return { reason: 'failed', findings: [finding('github.failed', { what, reason: said })] }
}

const REASONS: ReadonlyMap<number | null, { reason: Failure['reason']; code: string }> = new Map([
  [404, { reason: 'absent', code: 'github.absent' }],
  [410, { reason: 'gone', code: 'github.gone' }],
  [403, { reason: 'forbidden', code: 'github.forbidden' }],
])

const REFUSED = 'GitHub refuses the token in GITHUB_TOKEN. Check that it is whole and has not expired.'

/** True when GitHub takes no more requests for now: its limit is used up, or it was asked too fast. */
function isLimit(error: unknown): boolean {
  const { status, headers } = responseOf(error)
  if (status !== 403 && status !== 429) return false
  const isUsedUp = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
  return isUsedUp || status === 429 || /rate limit/i.test(messageOf(error))
}

type Headers_ = Readonly<Record<string, string | number | undefined>>

/** Status and headers of the answer that an error of the client carries. */
function responseOf(error: unknown): { status: number | null; headers: Headers_ } {
  if (!(error instanceof Error)) return { status: null, headers: {} }
  const { status, response } = error as { status?: unknown; response?: { headers?: Headers_ } }
  return { status: typeof status === 'number' ? status : null, headers: response?.headers ?? {} }
}

function limitWords(headers: Headers_): string {
  const reset = Number(headers['x-ratelimit-reset'])
  const isKnown = headers['x-ratelimit-remaining'] === '0' && reset > 0
  const until = isKnown ? ` until ${new Date(reset * 1000).toISOString().slice(0, 19)}Z` : ' for now'
  return `GitHub takes no more requests${until}.`
}
