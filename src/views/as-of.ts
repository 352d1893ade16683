import { count, day, minute } from '#messages/format.ts'
import type { CatalogFacts } from '#model/catalog.ts'

/** What every page says of the time that it speaks of, and from when on a newer catalog should have taken its place. */
export function asOf({
  generatedAt,
  expectedBefore,
  scheduleDays,
}: Pick<CatalogFacts, 'generatedAt' | 'expectedBefore' | 'scheduleDays'>) {
  const every = scheduleDays === 1 ? 'every day' : `every ${count(scheduleDays, 'day')}`
  return {
    text: `Catalog as of ${minute(generatedAt)}. A newer one is expected before ${minute(expectedBefore)}.`,
    overdue: {
      from: expectedBefore,
      text: `This catalog is overdue: it was made on ${day(generatedAt)} and should be renewed ${every}. Newer releases may be missing, and today's verdicts may have changed.`,
    },
  }
}
