/** Base64 of either alphabet, with or without padding → bytes; null for any other text. Empty text is no bytes. */
export function decodeBase64(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return null
  const digits = text.replace(/=+$/, '')
  // One digit left over is six bits: no byte.
  return digits.length % 4 === 1 ? null : Buffer.from(digits, 'base64')
}
