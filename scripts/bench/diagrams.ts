import { resolve } from 'node:path'
import { type Cost, measure } from './measure.ts'

/** As many as a catalog of ten thousand releases has, by far. */
const DIAGRAMS = 300

/** Draws distinct diagrams in a process of its own with an empty cache, then again with a full one; a line about it. */
export async function benchDiagrams(cache: string, count = DIAGRAMS): Promise<string> {
  const draw = () => measure({ cwd: resolve('.'), args: ['scripts/bench/draw.ts', cache, `${count}`] })
  const [cold, warm] = [await draw(), await draw()]
  return `diagrams    ${count} distinct ones: ${each(cold, count)} drawn, ${each(warm, count)} from the cache`
}

function each({ wall, cpu }: Cost, count: number): string {
  const one = (1000 * cpu) / count
  return `${wall.toFixed(1)} s wall, ${one.toFixed(1)} ms cpu each`
}
