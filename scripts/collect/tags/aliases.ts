import { readVersion } from '#decide/lib/versions.ts'
import type { Service } from '#model/service.ts'

/** A tag by its service and version. */
type Named = { service: Service; tag: string; version: string }

/** Tags that are releases, and those that only point at the newest release of a line, such as `v1` and `latest`. */
export type SortedTags<T> = { releases: T[]; aliases: T[] }

/**
 * Tells aliases from releases by their names: a word that stands for the newest release, or a version with parts left
 * out, `v1` or `v1.4`, of a service that released the same version with all parts, `1.0.0` or `1.4.0`. They move with
 * each release, so they have no place among releases. `v0.52` is one where no 0.52.0 was released.
 */
export function withoutAliases<T extends Named>(tagged: readonly T[]): SortedTags<T> {
  const whole = new Set(
    tagged.flatMap(({ service, version }) => (NUMBERS.test(version) ? [`${service.id} ${version}`] : [])),
  )
  const versioned = new Set(tagged.flatMap((each) => (readVersion(each.version) ? [each.service.id] : [])))
  const isAlias = ({ service, tag, version }: Named) => {
    if (MOVING.has(version.toLowerCase()) && endsWith(tag, version)) return versioned.has(service.id)
    if (!NUMBERS.test(version)) return false
    return ENDS.some((end) => whole.has(`${service.id} ${version}${end}`))
  }
  const { true: aliases = [], false: releases = [] } = Object.groupBy(tagged, (each) => `${isAlias(each)}`)
  return { releases, aliases }
}

/** True for `latest` of `latest` and `api/latest`, false for `next` of `vnext`: there the word is a part of another. */
function endsWith(tag: string, word: string): boolean {
  return tag === word || /[/@-]/.test(tag.at(-word.length - 1) ?? '')
}

/** A version of numbers alone, without its `v`. */
const NUMBERS = /^\d+(\.\d+)*$/

const ENDS = ['.0', '.0.0']

/** Words that name whatever is newest. */
const MOVING = new Set([
  'canary',
  'continuous',
  'current',
  'dev',
  'edge',
  'head',
  'latest',
  'lts',
  'main',
  'master',
  'newest',
  'next',
  'nightly',
  'stable',
  'tip',
  'trunk',
  'unstable',
])
