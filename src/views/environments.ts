import type { Summary } from '#model/summary.ts'

/** Ids of the environments a release runs in today, in the order of the way. */
export type RunsIn = (release: { service: string; version: string }) => readonly string[]

/** Makes the lookup once for all pages. */
export function makeRunsIn(summary: Summary): RunsIn {
  const places = new Map<string, string[]>()
  for (const { service, running } of summary.services)
    for (const { environment, version } of running) {
      const key = `${service}@${version}`
      places.set(key, [...(places.get(key) ?? []), environment])
    }
  return ({ service, version }) => places.get(`${service}@${version}`) ?? []
}
