import fc from 'fast-check'

/** Bytes of a valid file, spoilt: cut, spliced with another, overwritten, or with a part taken out or doubled. */
export function spoiltBytes(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const file = fc.constantFrom(...files)
  const at = fc.double({ min: 0, max: 1, noNaN: true })
  return fc.oneof(
    fc.tuple(file, at).map(([bytes, end]) => bytes.subarray(0, place(bytes, end))),
    fc.tuple(file, file, at, at).map(([a, b, end, start]) => {
      return joined(a.subarray(0, place(a, end)), b.subarray(place(b, start)))
    }),
    fc.tuple(file, at, fc.uint8Array({ minLength: 1, maxLength: 6 })).map(([bytes, start, noise]) => {
      const spoilt = Uint8Array.from(bytes)
      spoilt.set(noise.subarray(0, spoilt.length - place(bytes, start)), place(bytes, start))
      return spoilt
    }),
    fc.tuple(file, at, at).map(([bytes, a, b]) => {
      const [start, end] = [place(bytes, Math.min(a, b)), place(bytes, Math.max(a, b))]
      return joined(bytes.subarray(0, start), bytes.subarray(end))
    }),
    fc.tuple(file, at, at).map(([bytes, a, b]) => {
      return joined(
        bytes.subarray(0, place(bytes, Math.max(a, b))),
        bytes.subarray(place(bytes, Math.min(a, b))),
      )
    }),
  )
}

/** A JSON value with one place spoilt: a key dropped, or a value replaced by one of another kind. */
export function spoiltJson(documents: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...documents), fc.nat(), fc.option(fc.constantFrom(...STRANGE), { nil: DROPPED }))
    .map(([document, seed, strange]) => {
      const places = placesIn(document, [])
      const path = places[seed % places.length] ?? []
      return changed(document, path, strange)
    })
}

const DROPPED = Symbol('dropped')

const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown

const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  0.5,
  9_007_199_254_740_991,
  -9_007_199_254_740_991,
  1e308,
  5e-324,
  '',
  'constructor',
  'toString',
  '\u202e\u2028',
  'x'.repeat(5000),
  [],
  {},
  deep,
  Array.from({ length: 300 }, () => 0),
  [null],
  { hasOwnProperty: 1, toString: 'x' },
]

type Path = readonly (string | number)[]

function placesIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return [path, ...entries.flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function changed(value: unknown, [key, ...rest]: Path, strange: unknown): unknown {
  if (key === undefined) return strange === DROPPED ? null : strange
  if (Array.isArray(value)) {
    const inner = changed(value[Number(key)], rest, strange)
    return value.flatMap((each, index) =>
      index !== key ? [each] : rest.length === 0 && strange === DROPPED ? [] : [inner],
    )
  }
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries.flatMap(([name, inner]) => {
      if (name !== key) return [[name, inner]]
      return rest.length === 0 && strange === DROPPED ? [] : [[name, changed(inner, rest, strange)]]
    }),
  )
}

function place(bytes: Uint8Array, share: number): number {
  return Math.floor(share * bytes.length)
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
