/**
 * Does something for every item, a limited number at a time, so that bytes in flight stay few. The first failure is that of
 * all: nothing is begun any more, and nothing is still under way when it is told.
 */
export async function forEachAtOnce<T>(
  items: readonly T[],
  most: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const failures: { error: unknown }[] = []
  const work = async () => {
    for (const item of left) {
      await act(item).catch((error: unknown) => void failures.push({ error }))
      if (failures.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work))
  const [first] = failures
  if (first) throw first.error
}
