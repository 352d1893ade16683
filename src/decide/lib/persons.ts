import type { ReleaseRecord } from '#model/release.ts'
import { LOOKS_LIKE } from './look-alikes.ts'

/*
 * Whether two names may be one person's. A dossier is free to spell names, so what a spelling can hide is taken away
 * first: case, blanks, accents, characters that do not show, and letters of other scripts that look like Latin ones. In
 * doubt two names are one person's: then somebody else has to approve.
 */

/**
 * True when two names may belong to one person: the same words in any order, where one letter stands for a word that
 * begins with it, and words that one of them leaves out do not count ("T. Marsh", "Marsh, Tove" and "Tove A. Marsh"). So do
 * the handles that forges have of people, written together or with a number ("tovemarsh", "tmarsh", "tove.marsh2").
 */
export function mayBeOnePerson(a: string, b: string): boolean {
  const pairs = [[a, b], ...(NUMBERED.test(a) || NUMBERED.test(b) ? [[unnumbered(a), unnumbered(b)]] : [])]
  return pairs.some(([one = '', other = '']) =>
    VIEWS.some(
      (view) =>
        wordsMatch(words(one, view), words(other, view)) ||
        isHandleOf(one, other, view) ||
        isHandleOf(other, one, view),
    ),
  )
}

const NUMBERED = /\p{L}\p{N}/u

/** A name without the numbers that its words end with, which tell accounts apart and not people. */
function unnumbered(name: string): string {
  return name.replace(/(?<=\p{L}{2})\p{N}+(?![\p{L}\p{N}])/gu, '')
}

/** True for one word that is written from the words of a name or their first letters, two at least, one of them whole. */
function isHandleOf(handle: string, name: string, view: (text: string) => string): boolean {
  const [word = '', ...more] = lettersOf(handle, view)
  if (word === '' || more.length > 0) return false
  const parts = lettersOf(name, view)
  if (parts.length < 2 || parts.length > MOST_WORDS) return false
  const isWritten = (text: string, left: readonly string[], used: number, isWhole: boolean): boolean =>
    text === ''
      ? used > 1 && isWhole
      : left.some((part, at) => {
          const others = left.toSpliced(at, 1)
          const [first = ''] = part
          return (
            (text.startsWith(part) &&
              isWritten(text.slice(part.length), others, used + 1, isWhole || part !== first)) ||
            (text.startsWith(first) && isWritten(text.slice(first.length), others, used + 1, isWhole))
          )
        })
  return isWritten(word, parts, 0, false)
}

/** Words of a name that a handle is looked for in; whoever has more is asked for by fewer. */
const MOST_WORDS = 5

/** All names that an approver goes by, as far as the catalog knows them. */
export function namesOf({ approvers }: Pick<ReleaseRecord, 'approvers'>, approver: string): string[] {
  const person = approvers?.find(({ name }) => name === approver)?.person
  return person ? [approver, person.name, ...person.aliases] : [approver]
}

/**
 * Tells approvers of a release apart: by who they are where the catalog knows both, else by what their names may hide.
 */
export function samePersonIn({ approvers }: Pick<ReleaseRecord, 'approvers'>): SamePerson {
  const ids = new Map(approvers?.map(({ name, person }) => [name, person?.id ?? null]))
  return (a, b) => {
    const [one, other] = [ids.get(a) ?? null, ids.get(b) ?? null]
    return one !== null && other !== null ? one === other : mayBeOnePerson(a, b)
  }
}

export type SamePerson = (a: string, b: string) => boolean

/** A name as it is compared: equal texts are one name. */
export function nameKey(name: string): string {
  return words(name, asWritten).join(' ')
}

/**
 * A capital may look like another letter than its small form does (Greek Η and η), so names are looked at twice: as they
 * are written, and in small letters.
 */
const asWritten = (text: string) => text
const inSmall = (text: string) => text.toLowerCase().replaceAll('ς', 'σ')
const VIEWS = [asWritten, inSmall]

function words(name: string, view: (text: string) => string): string[] {
  const small = (PLAIN.test(name) ? name : inLatin(name, view)).toLowerCase()
  return wordsIn(small.replace(/rn/g, 'm').replace(/vv/g, 'w')).sort()
}

/** The words of a name in its own order, where two letters that look like one are left as they are. */
function lettersOf(name: string, view: (text: string) => string): string[] {
  return wordsIn((PLAIN.test(name) ? name : inLatin(name, view)).toLowerCase())
}

function wordsIn(small: string): string[] {
  return (
    small
      .replace(/[i1|!]/g, 'l')
      .replace(/0/g, 'o')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** Nothing is hidden among these, and most names hold no others. */
const PLAIN = /^[ -~]*$/

function inLatin(name: string, view: (text: string) => string): string {
  const plain = view(name.normalize('NFKD').replace(UNSEEN, ''))
  return [...plain].map((letter) => LOOKS_LIKE.get(letter) ?? letter).join('')
}

/** Accents, and characters that do not show. */
const UNSEEN = /[\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

function wordsMatch(a: readonly string[], b: readonly string[]): boolean {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a]
  if (fewer.length === 0) return more.length === 0
  return eachHasItsOwn(fewer, more)
}

/** Every word of the shorter name stands for a word of its own in the longer one; whole words choose first. */
function eachHasItsOwn(fewer: readonly string[], more: readonly string[]): boolean {
  const left = [...more]
  const initials: string[] = []
  for (const word of fewer) {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    else initials.push(word)
  }
  return initials.every((word) => {
    const at = left.findIndex((other) => isInitial(word, other) || isInitial(other, word))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

function isInitial(letter: string, word: string): boolean {
  return [...letter].length === 1 && word.startsWith(letter)
}
