import { applied, type Matrix } from './matrix.ts'

/** An upright rectangle in some user space, px. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** The box of nothing: it adds nothing to a union. */
export const NOTHING: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }

/** True for the box of nothing, and for any whose edges have changed places. */
export const isNothing = (box: Box) => !(box.left <= box.right && box.top <= box.bottom)

/** The smallest box that holds some points of one user space, px; the box of nothing around none. */
export function boxAround(points: Iterable<readonly [x: number, y: number]>): Box {
  const box = { ...NOTHING }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** The smallest box that holds some boxes of one user space; boxes of nothing add nothing. */
export function union(boxes: Iterable<Box>): Box {
  const all = { ...NOTHING }
  for (const box of boxes) {
    if (isNothing(box)) continue
    all.left = Math.min(all.left, box.left)
    all.top = Math.min(all.top, box.top)
    all.right = Math.max(all.right, box.right)
    all.bottom = Math.max(all.bottom, box.bottom)
  }
  return all
}

/** The upright box around a box that was moved, scaled or turned. */
export function through(matrix: Matrix, box: Box): Box {
  if (isNothing(box)) return NOTHING
  const { left, top, right, bottom } = box
  const corners = [applied(matrix, left, top), applied(matrix, right, top)]
  return boxAround([...corners, applied(matrix, left, bottom), applied(matrix, right, bottom)])
}

/** A box with its place and size as well, px: the members of a `DOMRect`. */
export interface Rectangle extends Box {
  x: number
  y: number
  width: number
  height: number
}

/** As `getBBox` and `getBoundingClientRect` answer; all zero for nothing. */
export function rectangle(box: Box): Rectangle {
  const { left, top, right, bottom } = isNothing(box) ? { left: 0, top: 0, right: 0, bottom: 0 } : box
  return { left, top, right, bottom, x: left, y: top, width: right - left, height: bottom - top }
}
