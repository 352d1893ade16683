/** An affine map of the plane, as in SVG's `matrix(a b c d e f)`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** Leaves every point where it is. */
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** First `n`, then `m`. */
export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

/** Where a map takes the point (x, y), in the units of the point. */
export function applied(m: Matrix, x: number, y: number): [x: number, y: number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y]
const radians = (degrees: number) => (degrees * Math.PI) / 180

function rotation(degrees: number, x = 0, y = 0): Matrix {
  const [sin, cos] = [Math.sin(radians(degrees)), Math.cos(radians(degrees))]
  return multiply(multiply(translation(x, y), [cos, sin, -sin, cos, 0, 0]), translation(-x, -y))
}

const FUNCTIONS: Readonly<Record<string, (...n: number[]) => Matrix>> = {
  translate: (x = 0, y = 0) => translation(x, y),
  translateX: (x = 0) => translation(x, 0),
  translateY: (y = 0) => translation(0, y),
  scale: (x = 1, y = x) => [x, 0, 0, y, 0, 0],
  rotate: (degrees = 0, x = 0, y = 0) => rotation(degrees, x, y),
  skewX: (degrees = 0) => [1, 0, Math.tan(radians(degrees)), 1, 0, 0],
  skewY: (degrees = 0) => [1, Math.tan(radians(degrees)), 0, 1, 0, 0],
  matrix: (a = 1, b = 0, c = 0, d = 1, e = 0, f = 0) => [a, b, c, d, e, f],
}

/** A `transform` attribute or property; unknown functions are ignored. */
export function parseTransform(text: string | null | undefined): Matrix {
  if (!text || text === 'none') return IDENTITY
  const calls = [...text.matchAll(/(\w+)\s*\(([^)]*)\)/g)]
  return calls.reduce<Matrix>((whole, [, name = '', list = '']) => {
    const numbers = list.match(/[-+]?(?:\d*\.)?\d+(?:e[-+]?\d+)?/gi) ?? []
    return multiply(whole, FUNCTIONS[name]?.(...numbers.map(Number)) ?? IDENTITY)
  }, IDENTITY)
}
