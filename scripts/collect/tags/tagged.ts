import { hash } from 'node:crypto'
import { lookAlikesAmong, mixesScripts } from '#decide/lib/look-alikes.ts'
import { readVersion } from '#decide/lib/versions.ts'
import { hasHiddenCharacters, printable } from '#lib/text.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Service } from '#model/service.ts'
import { slug } from '#model/slug.ts'
import type { TagRef } from '../git/refs.ts'
import { guessedServices, guessTags } from '../services/guess.ts'
import { patternMatcher } from '../services/patterns.ts'

/** A tag with its place in the catalog: known from names alone, before any object is read. */
export type Tagged = {
  /** The object that the tag points at. */
  id: string
  /** The tag's name, or `base64:…` for one that must not be shown. */
  tag: string
  service: Service
  version: string
  semantic: boolean
  prerelease: boolean
  /** Why the name alone puts it into quarantine. */
  findings: Finding[]
}

/** The tags by service, and how many belong to none. `services` in (order, id). */
export type AssignedTags = {
  services: readonly Service[]
  guessed: boolean
  tagged: Tagged[]
  /** Tags that are only other names of releases. */
  aliases: Tagged[]
  ignored: number
}

type Place = { service: Service; version: string }

/**
 * Gives every tag its service and version.
 * @param services the configured ones; when there are none they are guessed from the names of the tags.
 */
export function assignTags(
  refs: readonly TagRef[],
  services: readonly Service[],
  repositoryName: string,
): AssignedTags {
  const names = refs.map(({ name, id }) => ({ ...readTagName(name), id }))
  const readable = names.filter(({ standIn }) => standIn === null).map(({ text }) => text)
  const guessed = services.length === 0
  const { known, placeOf } = guessed ? guess(readable, repositoryName) : configured(services)
  const likeOf = lookAlikesAmong(readable)
  const tagged: Tagged[] = []
  for (const { id, text, standIn, findings } of names) {
    const place = placeOf(standIn === null ? text : null)
    if (place === null) continue
    const doubts = standIn === null ? doubtsAbout(text, likeOf(text)) : []
    tagged.push({ id, tag: text, findings: [...findings, ...doubts], ...versioned(place, standIn) })
  }
  const { releases, aliases } = withoutAliases(tagged)
  const ignored = names.length - tagged.length
  return { services: known, guessed, tagged: distinct(releases), aliases, ignored }
}

/** Of a name whose letters are another script's: nobody who reads it can tell which release it is. */
function doubtsAbout(tag: string, like: string | null): Finding[] {
  return like !== null || mixesScripts(tag) ? [finding('tag.look_alike', { like })] : []
}

function configured(services: readonly Service[]) {
  const match = patternMatcher(services)
  // A name that cannot be read belongs somewhere all the same: it must not vanish.
  const first = services.find(({ tag }) => tag !== undefined)
  const placeOf = (tag: string | null): Place | null => {
    if (tag !== null) return match(tag)
    return first ? { service: first, version: '' } : null
  }
  return { known: services, placeOf }
}

function guess(tags: readonly string[], repositoryName: string) {
  const guesses = guessTags(tags, repositoryName)
  const patterns = new Map([...guesses.values()].map(({ name, pattern }) => [name, pattern]))
  const byName = guessedServices(patterns.size > 0 ? patterns : new Map([[repositoryName, '{version}']]))
  const [first = null] = byName.values()
  // A name that cannot be read belongs somewhere all the same: it must not vanish.
  const own = byName.get(repositoryName) ?? first
  const placeOf = (tag: string | null): Place | null => {
    const found = tag === null ? undefined : guesses.get(tag)
    const service = found ? byName.get(found.name) : own
    return service ? { service, version: found?.version ?? '' } : null
  }
  const known = [...byName.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return { known, placeOf }
}

function versioned({ service, version }: Place, standIn: string | null) {
  const parsed = standIn === null ? readVersion(version) : null
  const semantic = parsed?.semantic ?? false
  return {
    service,
    version: standIn ?? parsed?.version ?? version,
    semantic,
    prerelease: parsed?.prerelease ?? false,
  }
}

/**
 * Of tags with the same version (`v1.2.3` and `1.2.3`) the first keeps it, but a semantic version is not taken away by a name that
 * only reads like it (`V1.2.3`); the others stand under their whole name.
 */
function distinct(tagged: readonly Tagged[]): Tagged[] {
  const sorted = tagged.toSorted((a, b) => (a.tag < b.tag ? -1 : 1))
  const keyOf = ({ service, version }: Tagged) => `${service.id} ${version}`
  const keepers = new Map<string, Tagged>()
  for (const each of sorted) {
    const keeper = keepers.get(keyOf(each))
    if (keeper === undefined || (each.semantic && !keeper.semantic)) keepers.set(keyOf(each), each)
  }
  const taken = new Set<string>()
  return sorted.map((each) => {
    const isKept = keepers.get(keyOf(each)) === each && !taken.has(keyOf(each))
    const own = isKept ? each : { ...each, version: each.tag, semantic: false, prerelease: false }
    taken.add(keyOf(own))
    return own
  })
}

/** A tag's name, fit to be written down. */
type TagName = {
  /** The name itself, or `base64:…` of its bytes when it must not be shown as it is. */
  text: string
  /** Stands in for the version of a name that cannot be read; null for ordinary names. */
  standIn: string | null
  /** Why the release is quarantined for its name alone; empty for ordinary names. */
  findings: Finding[]
}

/**
 * Reads a tag's name. git takes almost any bytes: names that are not UTF-8, that hold characters which do not show
 * or turn the text around, or that no file system can hold are quarantined and written in base64.
 */
function readTagName(bytes: Buffer): TagName {
  const text = decode(bytes)
  const code = text === null ? 'tag.not_utf8' : complaint(text, bytes.length)
  if (text !== null && code === null) return { text, standIn: null, findings: [] }
  const base64 = bytes.toString('base64')
  const standIn = `tag-${hash('sha256', bytes).slice(0, 16)}`
  return {
    text: `base64:${base64.slice(0, 480)}`,
    standIn,
    findings: [finding(code ?? 'tag.not_utf8', { base64, ...shownAs(code, text) })],
  }
}

/** The name with what hides in it told by number. */
function shownAs(code: string | null, text: string | null): { shown?: string } {
  return code === 'tag.hidden_characters' && text !== null ? { shown: printable(text).slice(0, 300) } : {}
}

function decode(bytes: Buffer): string | null {
  try {
    return UTF8.decode(bytes)
  } catch {
    return null
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function complaint(text: string, bytes: number): string | null {
  if (hasHiddenCharacters(text)) return 'tag.hidden_characters'
  // A byte becomes at most three characters, so most names need no slug to tell.
  return 3 * bytes > LONGEST_SLUG && slug(text).length > LONGEST_SLUG ? 'tag.too_long' : null
}

/** File systems take names of 255 bytes, and a record's name ends with `.json`. */
const LONGEST_SLUG = 240

/** A tag with its time, UTC. */
export type DatedTag = Tagged & { released: string }

/** A tag by its service and version. */
type Named = { service: Service; tag: string; version: string }

/** Tags that are releases, and those that only point at the newest release of a line, such as `v1` and `latest`. */
type SortedTags<T> = { releases: T[]; aliases: T[] }

/**
 * Tells aliases from releases by their names: a word that stands for the newest release, or a version with parts left
 * out, `v1` or `v1.4`, of a service that released the same version with all parts, `1.0.0` or `1.4.0`. They move with
 * each release, so they have no place among releases. `v0.52` is one where no 0.52.0 was released.
 */
function withoutAliases<T extends Named>(tagged: readonly T[]): SortedTags<T> {
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
