import { DAY_MS, instant, millis } from '#decide/lib/time.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { count, day, minute } from './format.ts'

/** What every page says of the time that it speaks of, and from when on a newer catalog should have taken its place. */
export function asOf({ at, scheduleDays }: Pick<CatalogFacts, 'at' | 'scheduleDays'>) {
  const every = scheduleDays === 1 ? 'every day' : `every ${count(scheduleDays, 'day')}`
  return {
    text: `Catalog as of ${minute(at)}.`,
    overdue: {
      from: instant(millis(at) + scheduleDays * DAY_MS),
      text: `This catalog is overdue: it was made on ${day(at)} and should be renewed ${every}. Newer releases may be missing, and today's verdicts may have changed.`,
    },
  }
}
