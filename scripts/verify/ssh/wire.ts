/** A piece of SSH's wire format (RFC 4251, 5) being read. Every reader gives null when the bytes end too early. */
export type Wire = { bytes: Buffer; at: number }

/** The next length-prefixed string. */
export function readString(wire: Wire): Buffer | null {
  const length = readUint32(wire)
  if (length === null || wire.at + length > wire.bytes.length) return null
  wire.at += length
  return wire.bytes.subarray(wire.at - length, wire.at)
}

export function readUint32(wire: Wire): number | null {
  if (wire.at + 4 > wire.bytes.length) return null
  wire.at += 4
  return wire.bytes.readUInt32BE(wire.at - 4)
}

/** A length-prefixed string, to be signed. */
export function wireString(text: Buffer | string): Buffer {
  const bytes = Buffer.from(text as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
