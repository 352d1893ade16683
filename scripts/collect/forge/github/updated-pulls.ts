import type { ReleaseRecord } from '#model/release.ts'
import type { Github } from './client.ts'
import { UpdatedPullsShape } from './shapes.ts'

/** When pull requests were updated last, by their number: of the hundred that were updated last. */
export type UpdatedPulls = ReadonlyMap<number, string>

/** When each pull request of a release had been updated last as it was read; empty where that was not listed. */
type KnownPulls = Readonly<Record<string, string>>

/**
 * Asks which pull requests were updated last: one request, which costs nothing while none was. A review, or one that is
 * dismissed, updates its pull request.
 * @returns nothing when there is no answer: then reviews that come late are found when everything is read again.
 */
export async function updatedPulls(github: Github): Promise<UpdatedPulls> {
  const question = {
    what: 'the pull requests',
    route: 'GET /repos/{owner}/{repo}/pulls',
    parameters: { state: 'all', sort: 'updated', direction: 'desc', per_page: 100 },
  }
  const told = await github.get(question, UpdatedPullsShape)
  return new Map(told.ok ? told.value.map(({ number, updated_at }) => [number, updated_at]) : [])
}

/** What has to be remembered of a release that was just read, to see later whether something came in. */
export function pullsOf({ github }: Pick<ReleaseRecord, 'github'>, updated: UpdatedPulls): KnownPulls {
  const numbers = (github?.pullRequests ?? []).map(({ number }) => number)
  return Object.fromEntries(numbers.map((number) => [`${number}`, updated.get(number) ?? '']))
}

/** True when a pull request of a release was updated since it was read. One that is listed no more was not. */
export function hasUpdatedPull(known: KnownPulls, updated: UpdatedPulls): boolean {
  return Object.entries(known).some(([number, at]) => (updated.get(Number(number)) ?? at) !== at)
}
