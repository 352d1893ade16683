import type { Cost } from './measure.ts'

/** The middle of some numbers; between two middles, the lower one. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN
}

/** The median cost of some rounds. */
export function medianOf(rounds: readonly Cost[], key: keyof Cost): number {
  return median(rounds.map((each) => each[key]))
}

/** Median and range of a ratio taken inside each round, where both sides met the same machine. */
export function ratio(rounds: readonly { ours: Cost; bare: Cost }[], key: keyof Cost): string {
  const ratios = rounds.map(({ ours, bare }) => ours[key] / bare[key])
  const [low, middle, high] = [Math.min(...ratios), median(ratios), Math.max(...ratios)].map((each) =>
    each.toFixed(2),
  )
  return `${middle} (${low}-${high})`
}

/** One line of costs: seconds of wall clock and processor, megabytes at most. */
export function costs(rounds: readonly Cost[]): string {
  const of = (key: keyof Cost) => medianOf(rounds, key)
  return `${of('wall').toFixed(1)} s wall, ${of('cpu').toFixed(1)} s cpu, ${Math.round(of('memory') / 1e6)} MB`
}

/**
 * What one more release costs between each two sizes. Linear work costs the same everywhere: the last number says how
 * many times the cost before the largest size has grown.
 */
export function growth(sizes: readonly number[], seconds: readonly number[]): string {
  const steps = sizes.slice(1).map((size, n) => {
    const before = sizes[n] ?? 0
    return { before, size, added: ((seconds[n + 1] ?? 0) - (seconds[n] ?? 0)) / (size - before) }
  })
  const said = steps.map(
    ({ before, size, added }) => `${(added * 1000).toFixed(2)} ms from ${before} to ${size}`,
  )
  const [one, other] = steps.slice(-2).map(({ added }) => added)
  return `one more release: ${said.join(', ')}; ${((other ?? 0) / (one ?? 0)).toFixed(2)} times`
}
