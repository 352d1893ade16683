/** The length that a block of Snappy begins with. */
export function header(length: number): number[] {
  return length < 0x80 ? [length] : [(length % 0x80) + 0x80, ...header(Math.floor(length / 0x80))]
}

/** A block of Snappy in one literal. */
export function packSnappy(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length - 1)
  return Buffer.concat([Buffer.from([...header(bytes.length), 63 * 4]), length, bytes])
}
