import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { readJson } from '#parse/json.ts'
import { LIMITS, type Limits } from '#parse/limits.ts'
import { boundedFetch } from './fetch.ts'
import type { ResponseCache } from './response-cache.ts'
import type { GithubSettings } from './settings.ts'

/** An answer of the API: a page of a list may hold a hundred long texts. */
const ANSWER: Limits = { ...LIMITS.evidence, bytes: 16 << 20 }

/** What asks for bytes as they are. */
export const RAW = 'application/octet-stream'

/**
 * Octokit with pages, retries and throttling. Two of its habits are changed: a body is taken whole by
 * {@link boundedFetch} and read by our own door, since one that was cut off would come out empty, and a JSON file parsed;
 * and once GitHub takes no more requests for longer than we wait, none is made. It is not given the token: its errors carry what
 * it sends.
 */
export function makeOctokit(settings: GithubSettings, answers: ResponseCache) {
  const { api, patience, second } = settings
  let isStopped = false
  const ours = (octokit: Octokit) => {
    octokit.hook.wrap('request', async (request, options) => {
      if (isStopped) throw refusal('The rate limit is used up', 403, options)
      const whole = { ...options, request: { ...options.request, parseSuccessResponseBody: false } }
      const response = await request(whole)
      const body = Buffer.from(await new Response(response.data).arrayBuffer())
      if (options.headers.accept === RAW) return { ...response, data: body }
      const json = readJson(body, ANSWER)
      if (!json.ok) throw refusal(`its answer is no JSON (${json.findings[0]?.code})`, 502, options)
      keepAnswer(answers, response.url, response.headers, body)
      return { ...response, data: json.value }
    })
    return {}
  }
  /** `seconds` until GitHub takes requests again. */
  const isWorthWaiting = (seconds: number, _options: unknown, _octokit: unknown, retries: number) => {
    isStopped ||= seconds > patience.limit || retries >= patience.retries
    return !isStopped
  }
  const Client = Octokit.plugin(ours, paginateRest, retry, throttling)
  return new Client({
    baseUrl: api,
    userAgent: 'release-catalog',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: boundedFetch(settings, answers, ANSWER.bytes) },
    retry: { retries: patience.retries, retryAfterBaseValue: second, doNotRetry: LEFT_ALONE },
    throttle: {
      retryAfterBaseValue: second,
      onRateLimit: isWorthWaiting,
      onSecondaryRateLimit: isWorthWaiting,
    },
  })
}

/** Only what could be read is kept, and only what can be asked about again. */
function keepAnswer(
  answers: ResponseCache,
  url: string,
  headers: { etag?: string; link?: string },
  body: Buffer,
): void {
  const { etag, link } = headers
  if (etag !== undefined) answers.keep(url, { etag, headers: link === undefined ? {} : { link }, body })
}

/** Asking again changes nothing; 403 and 429 are the throttling part's. */
const LEFT_ALONE = [400, 401, 403, 404, 410, 422, 429, 451]

/** What Octokit says goes nowhere: it may quote what was sent. */
function silent(): void {}

/** An error with all that the retrying and the throttling part read. */
function refusal(message: string, status: number, request: object): Error {
  return Object.assign(new Error(message), { status, request, response: { headers: {}, data: {} } })
}
