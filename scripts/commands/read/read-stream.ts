import { createHash } from 'node:crypto'

/** The bytes of a stream with their digest; without the bytes when there are more of them than may be read. */
export type Taken = { bytes: Buffer | null; sha256: string; size: number }

/** Takes a stream to its end, keeping nothing of it beyond `most` bytes. */
export async function take(stream: AsyncIterable<Uint8Array>, most: number): Promise<Taken> {
  const sum = createHash('sha256')
  let kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    sum.update(chunk)
    size += chunk.length
    if (size <= most) kept.push(chunk)
    else kept = []
  }
  return { bytes: size <= most ? Buffer.concat(kept) : null, sha256: sum.digest('hex'), size }
}
