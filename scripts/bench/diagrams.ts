import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { DrawnReleases } from './draw-releases.ts'
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

/**
 * The share of a build that the diagrams of all release pages take, with an empty cache and with a full one; a line about
 * it. Measured alone: beside a whole build it would be lost in the noise.
 */
export function benchReleaseDiagrams(content: string, scratch: string): string {
  const draw = (): DrawnReleases =>
    JSON.parse(
      execFileSync(process.execPath, [join('scripts/bench', 'draw-releases.ts'), content, scratch], {
        encoding: 'utf8',
      }),
    )
  const [cold, warm] = [draw(), draw()]
  return `diagrams    of all releases: ${cold.asked} asked for, ${cold.distinct} distinct; ${cold.cpu.toFixed(2)} s cpu of a build with an empty cache, ${warm.cpu.toFixed(2)} s with a full one`
}
