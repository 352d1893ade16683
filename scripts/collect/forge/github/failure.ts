import { CliError, messageOf } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'

/** Why GitHub gave no answer. `gone`: there was something, and it is there no more. */
export type Failure = { reason: 'absent' | 'gone' | 'forbidden' | 'failed'; findings: Finding[] }

/**
 * Makes of an error what it means for one question. Never passes on what was sent.
 * @param what the question, for people, such as `the releases`.
 * @throws CliError 75 when GitHub takes no more requests for now, 2 when it refuses the token.
 */
export function failureOf(error: unknown, what: string): Failure {
  if (error instanceof CliError) throw error
  const { status, headers } = responseOf(error)
  if (isLimit(error)) throw new CliError(limitWords(headers), 75)
  if (status === 401) throw new CliError(REFUSED)
  const reason = REASONS.get(status) ?? 'failed'
  if (reason !== 'failed') return { reason, findings: [finding(`github.${reason}`, { what })] }
  const said = printable(messageOf(error)).slice(0, 200)
  return { reason, findings: [finding('github.failed', { what, reason: said })] }
}

const REASONS: ReadonlyMap<number | null, Failure['reason']> = new Map([
  [404, 'absent'],
  [410, 'gone'],
  [403, 'forbidden'],
])

const REFUSED = 'GitHub refuses the token in GITHUB_TOKEN. Check that it is whole and has not expired.'

/** True when GitHub takes no more requests for now: its limit is used up, or it was asked too fast. */
export function isLimit(error: unknown): boolean {
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
