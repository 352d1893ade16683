import { createHash } from 'node:crypto'

/** The first line of an answer of `cat-file --batch`. */
type Header = { id: string; type: string; size: number }

/** What the parser asks and tells as it goes; answers come in the order of the requests. */
type Listener = {
  /** Whether to keep the body that follows; others are passed over without being held. */
  wants: (header: Header) => boolean
  /** A whole answer. No header: the object is missing. No bytes: it was not wanted. */
  answer: (header: Header | null, bytes: Buffer | null) => void
}

/** A body that is still coming. `left` counts its line feed too. */
type Body = { header: Header; wanted: boolean; bytes: Buffer; filled: number; left: number }

/** Reads the stream of `cat-file --batch`, chunk by chunk. A body that lies within one chunk is not copied. */
export function objectParser(listener: Listener): (chunk: Buffer) => void {
  let rest: Buffer = EMPTY
  let body: Body | null = null

  return (incoming) => {
    const chunk = rest.length > 0 ? Buffer.concat([rest, incoming]) : incoming
    rest = EMPTY
    let at = 0
    while (at < chunk.length) {
      if (body === null) {
        const end = chunk.indexOf(LINE_FEED, at)
        if (end < 0) break
        body = startBody(listener, chunk.toString('latin1', at, end))
        at = end + 1
      } else {
        at = fill(body, chunk, at)
        if (body.left > 0) continue
        listener.answer(body.header, body.wanted ? body.bytes : null)
        body = null
      }
    }
    if (at < chunk.length) rest = chunk.subarray(at)
  }
}

const EMPTY: Buffer = Buffer.alloc(0)
const LINE_FEED = 0x0a

function startBody(listener: Listener, line: string): Body | null {
  const [id = '', type = '', size] = line.split(' ')
  if (size === undefined) {
    // `<id> missing`, or a kind of answer that a full object id cannot get.
    listener.answer(null, null)
    return null
  }
  const header = { id, type, size: Number(size) }
  return { header, wanted: listener.wants(header), bytes: EMPTY, filled: 0, left: header.size + 1 }
}

/** Takes what the chunk holds of the body. @returns where the chunk goes on. */
function fill(body: Body, chunk: Buffer, at: number): number {
  const { size } = body.header
  const end = Math.min(chunk.length, at + body.left)
  const isWhole = body.filled === 0 && body.left === size + 1 && end - at >= size
  body.left -= end - at
  if (!body.wanted) return end
  if (isWhole) {
    body.bytes = chunk.subarray(at, at + size)
    body.filled = size
  } else {
    if (body.filled === 0) body.bytes = Buffer.allocUnsafe(size)
    body.filled += chunk.copy(body.bytes, body.filled, at, Math.min(end, at + size - body.filled))
  }
  return end
}

/** True when bytes are the object of this id. git never compares the two when it reads, only when it takes objects over. */
export function isItself(id: string, type: string, bytes: Uint8Array): boolean {
  const sum = createHash(id.length === 64 ? 'sha256' : 'sha1')
  return sum.update(`${type} ${bytes.length}\0`).update(bytes).digest('hex') === id
}
