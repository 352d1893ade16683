const SEED = 0x2545f491
/** What `new Date()` is while a diagram is drawn. */
const NOW = Date.UTC(2000, 0, 1)

/** Mermaid names commits at random. In this thread the random numbers start over with each drawing. */
export function seedRandom(): void {
  let state = SEED
  Math.random = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const PARTS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']

/** Mermaid draws a Gantt chart around now, in the machine's time zone. In this thread it is always the same time, in UTC. */
export function freezeClock(): void {
  const Real = globalThis.Date
  const FrozenDate = function create(first = NOW, month?: number, ...parts: number[]): Date {
    return new Real(month === undefined ? first : Real.UTC(first, month, ...parts))
  }
  const prototype = Object.getOwnPropertyDescriptors(Real.prototype)
  for (const part of PARTS) {
    for (const way of ['get', 'set']) {
      const inUtc = Object.entries(prototype).find(([name]) => name === `${way}UTC${part}`)?.[1]
      if (inUtc) Object.defineProperty(Real.prototype, `${way}${part}`, inUtc)
    }
  }
  Object.defineProperty(Real.prototype, 'getTimezoneOffset', { value: () => 0 })
  Object.assign(FrozenDate, { UTC: Real.UTC, parse: Real.parse, now: () => NOW, prototype: Real.prototype })
  Object.defineProperty(globalThis, 'Date', { value: FrozenDate, configurable: true, writable: true })
}
