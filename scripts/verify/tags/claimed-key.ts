import { decodeBase64 } from '#parse/text.ts'
import { sshFingerprint } from '../ssh/signature.ts'

/**
 * The key that a signature says it was made with: the fingerprint of an SSH key, the fingerprint or the id of an OpenPGP key.
 * Null where it names none. A claim: whether the key made the signature is not looked at here.
 * @param armor the signature in its armor, and whatever follows it.
 */
export function claimedKey(armor: string): string | null {
  if (armor.startsWith('-----BEGIN SSH SIGNATURE-----')) return sshFingerprint(armor.trimEnd())
  const body = /^-----BEGIN PGP SIGNATURE-----\r?\n([^-]{1,20000})-----END PGP SIGNATURE-----/.exec(
    armor,
  )?.[1]
  const bytes = body === undefined ? null : decodeBase64(base64Of(body))
  return bytes === null ? null : issuerOf(bytes)
}

/** Without the headers of the armor, which end at an empty line, and without its checksum. */
function base64Of(body: string): string {
  const lines = body.split('\n').map((line) => line.trim())
  const empty = lines.indexOf('')
  const rest =
    empty >= 0 && lines.slice(0, empty).every((line) => line.includes(': ')) ? lines.slice(empty) : lines
  return rest.filter((line) => !line.startsWith('=')).join('')
}

const SIGNATURE_PACKET = 2
const ISSUER_FINGERPRINT = 33
const ISSUER = 16

/** The issuer of the first packet (RFC 9580, 4.2 and 5.2.3), of versions 4 and later. */
function issuerOf(bytes: Buffer): string | null {
  const start = packetBody(bytes)
  if (start === null || (bytes[start] ?? 0) < 4) return null
  const hashed = uint16(bytes, start + 4)
  const subpackets = bytes.subarray(start + 6, start + 6 + hashed)
  const after = start + 6 + hashed
  const plain = bytes.subarray(after + 2, after + 2 + uint16(bytes, after))
  const fingerprints = [subpackets, plain].map((area) => subpacket(area, ISSUER_FINGERPRINT, 1))
  const ids = [plain, subpackets].map((area) => subpacket(area, ISSUER, 0))
  return [...fingerprints, ...ids].find((found) => found !== null) ?? null
}

/** 0 beyond the end. */
function uint16(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

/** Where the body of a signature packet begins; null for another packet, or one that is too short. */
function packetBody(bytes: Buffer): number | null {
  const [head = 0, first = 0] = bytes
  const isNew = (head & 0x40) !== 0
  const tag = isNew ? head & 0x3f : (head >> 2) & 0x0f
  const start = isNew ? (first < 192 ? 2 : first < 224 ? 3 : 6) : [2, 3, 5, 2][head & 3]
  const isSignature = (head & 0x80) !== 0 && tag === SIGNATURE_PACKET
  return isSignature && start !== undefined && bytes.length > start + 10 ? start : null
}

/** The bytes of a subpacket in capital hex. @param skip bytes before them. */
function subpacket(area: Buffer, sort: number, skip: number): string | null {
  for (let at = 0; at < area.length; ) {
    const first = area[at] ?? 0
    const isLong = first >= 192 && first < 255
    const length = first < 192 ? first : isLong ? ((first - 192) << 8) + (area[at + 1] ?? 0) + 192 : 0
    const from = at + (isLong ? 2 : 1)
    if (length < 1) return null
    if (((area[from] ?? 0) & 0x7f) === sort)
      return area.toString('hex', from + 1 + skip, from + length).toUpperCase() || null
    at = from + length
  }
  return null
}
