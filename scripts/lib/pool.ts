/** Does something for every item, a limited number at a time, so that bytes in flight stay few. */
export async function forEachAtOnce<T>(
  items: readonly T[],
  most: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const work = async () => {
    for (const item of left) await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, work))
}
