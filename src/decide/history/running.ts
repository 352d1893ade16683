import type { Instant } from '#model/primitives.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { millis } from '../lib/time.ts'
import type { Contribution } from './release-summary.ts'

type Place = ServiceHistory['running'][number]

/**
 * What runs in each environment: the release last promoted to it that was not rolled back there. Promotions after
 * `at` have not happened yet.
 * @param own releases of one service, oldest version first: of two promotions at one moment the newer version's is later.
 */
export function runningIn(
  own: readonly Contribution[],
  environments: readonly string[],
  at: Instant,
): ServiceHistory['running'] {
  const events = own
    .flatMap(({ version, promotions }) => promotions.map((each) => ({ version, ...each })))
    .filter((event) => event.result !== 'blocked' && millis(event.at) <= millis(at))
    .sort((a, b) => millis(a.at) - millis(b.at))
  return environments.flatMap((environment) => {
    const last = events
      .filter((event) => event.to === environment)
      .reduce(promote, [])
      .at(-1)
    return last ? [last] : []
  })
}

/** The releases an environment has had, newest last, without those that were taken back. */
function promote(
  stack: Place[],
  event: { version: string; to: string; at: Instant; result: string },
): Place[] {
  const { version, to, at } = event
  const others = stack.filter((each) => each.version !== version)
  return event.result === 'reached' ? [...others, { environment: to, version, at }] : others
}
