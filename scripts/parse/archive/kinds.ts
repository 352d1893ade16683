/** Kinds of archives, by the bytes that they begin with. */
export function archiveKind(bytes: Buffer): 'zip' | 'tar' | null {
  if (ZIP_SIGNS.includes(bytes.toString('latin1', 0, 4))) return 'zip'
  if (isGzip(bytes) || bytes.toString('latin1', 257, 262) === 'ustar') return 'tar'
  return null
}

/** True for what gzip wrote. */
export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Of a first entry, and of an archive without any. */
const ZIP_SIGNS = ['PK\u0003\u0004', 'PK\u0005\u0006']
