import { FLUSH, type Pair } from './pair.ts'

/**
 * Reads the stream of `diff-tree --stdin -z --name-status` and settles the waiting pairs in order. A pair is complete
 * when the next header or echo comes; pairs that git passed over in silence are settled with null.
 */
export function differenceParser(waiting: Pair[], hexLength: number) {
  const headerLength = 2 * hexLength + 2
  let rest: Buffer = Buffer.alloc(0)
  let current: Pair | null = null

  const settle = () => {
    current?.resolve(current.paths)
    current = null
  }
  const startPair = (line: string) => {
    settle()
    if (!waiting.some((pair) => pair.line === line)) return
    while (waiting.length > 0 && waiting[0]?.line !== line) waiting.shift()?.resolve(null)
    current = waiting.shift() ?? null
  }
  return {
    read: (incoming: Buffer) => {
      const chunk = rest.length > 0 ? Buffer.concat([rest, incoming]) : incoming
      let at = 0
      while (at < chunk.length) {
        // A path comes after its status, a capital letter: no file name can imitate a header or an echo.
        const isPath = CAPITAL.has(chunk[at] ?? 0)
        const end = isPath
          ? chunk.indexOf(0, at + 2) + 1
          : at + (chunk[at] === DOT ? FLUSH.length : headerLength)
        if (end === 0 || end > chunk.length) break
        if (isPath) current?.paths.push(chunk.toString('utf8', at + 2, end - 1))
        else startPair(chunk.toString('latin1', at, end))
        at = end
      }
      rest = chunk.subarray(at)
    },
    /** The process has ended well: nothing more will come. */
    end: () => {
      settle()
      for (const pair of waiting.splice(0)) pair.resolve(null)
    },
    /** The process died over the pair that it was at. */
    abandon: () => {
      current?.resolve(null)
      current = null
    },
  }
}

const DOT = 0x2e
const CAPITAL = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
