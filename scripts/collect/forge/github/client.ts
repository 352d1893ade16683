import type { z } from 'zod'
import { formatFinding } from '#lib/format-finding.ts'
import { readShape } from '#parse/shape.ts'
import { type Failure, failureOf } from './failure.ts'
import { boundedFetch } from './fetch.ts'
import { makeOctokit, RAW } from './octokit.ts'
import type { Answers } from './response-cache.ts'
import type { GithubSettings } from './settings.ts'

/** What came of a question: the answer, or why there is none. */
export type Told<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** A question about the repository: `what` for people, and a route whose `{owner}` and `{repo}` are filled in. */
export type Question = { what: string; route: string; parameters?: Record<string, string | number> }

/**
 * Asks the API. Every question can throw a CliError: 75 when GitHub takes no more requests for now, 2 when it refuses the
 * token.
 */
export type Github = {
  get: <S extends z.ZodType>(question: Question, shape: S) => Promise<Told<z.output<S>>>
  /** All items of a list, page by page. */
  list: <S extends z.ZodType>(question: Question, shape: S) => Promise<Told<z.output<S>[]>>
  /** Bytes as they are, from wherever GitHub points to. @param most bytes at most. */
  bytes: (question: Question, most: number) => Promise<Told<Buffer>>
  /** Bytes at an address outside of the API that GitHub names. Whoever is there gets no header of ours. */
  elsewhere: (what: string, address: string, most: number) => Promise<Told<Buffer>>
}

/** Opens the API of one repository. @param answers what was answered before. */
export function openGithub(settings: GithubSettings, answers: Answers): Github {
  const { owner, name: repo } = settings
  const octokit = makeOctokit(settings, answers)
  const once = askedOnce()
  return {
    get: ({ what, route, parameters }, shape) =>
      told(what, async () => {
        const ask = () => octokit.request(route, { owner, repo, ...parameters })
        const { data } = await once(JSON.stringify([route, parameters]), ask)
        return shaped(shape, data)
      }),
    list: ({ what, route, parameters }, shape) =>
      told(what, async () => {
        const all = { owner, repo, per_page: 100, ...parameters }
        const ask = async () => ({ data: await itemsOf(octokit.paginate.iterator(route, all)) })
        const { data } = await once(JSON.stringify([route, all]), ask)
        return data.map((item: unknown) => shaped(shape, item))
      }),
    bytes: ({ what, route, parameters }, most) =>
      told(what, async () => {
        const raw = { headers: { accept: RAW }, request: { fetch: boundedFetch(settings, answers, most) } }
        const { data } = await octokit.request(route, { owner, repo, ...parameters, ...raw })
        return Buffer.from(data)
      }),
    elsewhere: (what, address, most) =>
      told(what, async () => {
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

async function told<T>(what: string, ask: () => Promise<T>): Promise<Told<T>> {
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
