import type { Sample } from './story.ts'

/** A person of the sample by id. All names are invented. */
export function person(id: string, sample: Sample): { name: string; email: string } {
  const found = sample.cast[id]
  if (!found) throw new Error(`The sample's cast.yaml has nobody called ${id}.`)
  return found
}
