import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Graph } from '#collect/git/graph.ts'
import { commitRange } from '#collect/git/range.ts'

/** A graph of numbered commits, each with parents of lower numbers. */
function graphOf(parents: number[][], cut: number[] = []): Graph {
  const generation: number[] = []
  for (const [commit, of] of parents.entries()) {
    generation[commit] = 1 + Math.max(0, ...of.map((parent) => generation[parent] ?? 0))
  }
  const texts = parents.map((_, commit) => `${commit}`)
  const number = new Map(texts.map((text, commit) => [text, commit]))
  const rest = {
    ids: texts,
    trees: texts,
    authors: texts,
    committers: texts,
    subjects: texts,
    seconds: parents.map(() => 0),
  }
  return { ...rest, number, parents, generation, breaks: new Map(), pulls: new Map(), cut: new Set(cut) }
}

function reached(parents: number[][], from: number, seen = new Set<number>()): Set<number> {
  if (!seen.has(from)) {
    seen.add(from)
    for (const parent of parents[from] ?? []) reached(parents, parent, seen)
  }
  return seen
}

const histories = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 30 })
  .map((rows) => rows.map((row, commit) => (commit === 0 ? [] : [...new Set(row.map((n) => n % commit))])))

describe('commitRange', () => {
  test('holds what one commit reaches and the other does not, in any history', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (parents, a, b) => {
        const [base, tip] = [a % parents.length, b % parents.length]
        const excluded = reached(parents, base)
        const expected = [...reached(parents, tip)].filter((commit) => !excluded.has(commit))
        const { commits, complete } = commitRange(graphOf(parents), base, tip)
        expect(commits.toSorted((x, y) => x - y)).toEqual(expected.toSorted((x, y) => x - y))
        expect(complete).toBe(true)
      }),
    )
  })

  test('without a base is everything', () => {
    expect(commitRange(graphOf([[], [0], [0], [1, 2]]), null, 3).commits.toSorted()).toEqual([0, 1, 2, 3])
  })

  test('is incomplete when it meets the end of a shallow history', () => {
    expect(commitRange(graphOf([[], [0], [1]], [0]), null, 2).complete).toBe(false)
    expect(commitRange(graphOf([[], [0], [1]], [0]), 1, 2).complete).toBe(true)
  })

  test('reads no more than the commits that are not shared', () => {
    const parents = Array.from({ length: 5000 }, (_, n) => (n === 0 ? [] : [n - 1]))
    const looked = new Set<number>()
    const watched = new Proxy(parents, {
      get: (target, key) => {
        looked.add(Number(key))
        return Reflect.get(target, key)
      },
    })
    const graph = graphOf(parents)
    looked.clear()
    commitRange({ ...graph, parents: watched }, 4990, 4999)
    expect(looked.size).toBeLessThan(15)
  })
})
