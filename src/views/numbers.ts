const WORDS = 'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ')

/** A count to begin a sentence with: in words up to twelve. */
export function countWord(n: number): string {
  return WORDS[n] ?? String(n)
}
