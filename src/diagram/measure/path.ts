import { type SVGCommand, SVGPathData } from 'svg-pathdata'
import { type Box, NOTHING } from './box.ts'

type Point = readonly [x: number, y: number]

/** Straight pieces that a curve is cut into where its length is asked for. */
const PIECES = 32
const KEPT = 2000

const outlines = new Map<string, readonly SVGCommand[]>()

/** A path in absolute moves, lines and cubic curves. Unreadable data draws nothing. */
function outline(data: string): readonly SVGCommand[] {
  const known = outlines.get(data)
  if (known) return known
  const commands = read(data)
  if (outlines.size >= KEPT) outlines.clear()
  outlines.set(data, commands)
  return commands
}

function read(data: string): readonly SVGCommand[] {
  try {
    return new SVGPathData(data).toAbs().normalizeHVZ(false).normalizeST().qtToC().aToC().commands
  } catch {
    return []
  }
}

/** The box of a path by its `d`, curves by their true bounds, in its own user space; of nothing for unreadable data. */
export function pathBox(data: string): Box {
  const commands = outline(data)
  if (commands.length === 0) return NOTHING
  const { minX, maxX, minY, maxY } = new SVGPathData([...commands]).getBounds()
  return { left: minX, top: minY, right: maxX, bottom: maxY }
}

/** How long a path is by its `d`, in its own user space; curves are measured as 32 straight pieces, unreadable data is 0. */
export function pathLength(data: string): number {
  return segments(data).reduce((sum, [from, to]) => sum + distance(from, to), 0)
}

/** The point so far along a path; its end beyond the end. */
export function pointAt(data: string, length: number): { x: number; y: number } {
  let left = length
  let last: Point = [0, 0]
  for (const [from, to] of segments(data)) {
    const step = distance(from, to)
    if (step > 0 && left <= step) {
      const share = Math.max(left, 0) / step
      return { x: from[0] + (to[0] - from[0]) * share, y: from[1] + (to[1] - from[1]) * share }
    }
    left -= step
    last = to
  }
  return { x: last[0], y: last[1] }
}

const distance = (from: Point, to: Point) => Math.hypot(to[0] - from[0], to[1] - from[1])

function segments(data: string): [Point, Point][] {
  const found: [Point, Point][] = []
  let [start, at]: [Point, Point] = [
    [0, 0],
    [0, 0],
  ]
  const to = (point: Point) => {
    found.push([at, point])
    at = point
  }
  for (const command of outline(data)) {
    if (command.type === SVGPathData.MOVE_TO) start = at = [command.x, command.y]
    else if (command.type === SVGPathData.CLOSE_PATH) to(start)
    else if (command.type === SVGPathData.LINE_TO) to([command.x, command.y])
    else if (command.type === SVGPathData.CURVE_TO) for (const point of cut(at, command)) to(point)
  }
  return found
}

function cut([x0, y0]: Point, curve: Extract<SVGCommand, { x1: number; x2: number }>): Point[] {
  return Array.from({ length: PIECES }, (_, n): Point => {
    const t = (n + 1) / PIECES
    const u = 1 - t
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
    return [
      a * x0 + b * curve.x1 + c * curve.x2 + d * curve.x,
      a * y0 + b * curve.y1 + c * curve.y2 + d * curve.y,
    ]
  })
}
