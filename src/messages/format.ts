import { millis, utc } from '#decide/lib/time.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 3 })

/** `12 May 2026`, in UTC. Spelled here: Intl takes a hundred times as long, and a page says many days. */
export function day(instant: string): string {
  const [year, month, date] = utc(instant).split('-', 3)
  return `${Number.parseInt(date ?? '', 10)} ${MONTHS[Number(month) - 1]} ${year}`
}

/** `12 May 2026 14:02 UTC`. */
export function minute(instant: string): string {
  return `${day(instant)} ${utc(instant).slice(11, 16)} UTC`
}

/** `1,310.5`: at most three decimals. Nearly all numbers of a page have no more: those need no Intl. */
export function number(value: number): string {
  const text = `${value}`
  if (!PLAIN.test(text)) return NUMBER.format(value)
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

const PLAIN = /^\d+(\.\d{1,3})?$/

/** `1 release`, `2 releases`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${number(n)} ${n === 1 ? singular : plural}`
}

/** Time between two instants in its largest unit: `2 h`, `26 h`, `9 days`; negative spans read `0 min`. */
export function age(from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((millis(to) - millis(from)) / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : count(Math.floor(hours / 24), 'day')
}

/** `a, b and c`. */
export function sentenceList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

const WORDS = 'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ')

/** A count to begin a sentence with: in words up to twelve. */
export function countWord(n: number): string {
  return WORDS[n] ?? String(n)
}
