const SEED = 0x2545f491

/** Mermaid names commits by chance. In this thread chance begins anew with each drawing. */
export function seedRandom(): void {
  let state = SEED
  Math.random = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
