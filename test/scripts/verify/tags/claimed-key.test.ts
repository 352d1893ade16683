import { expect, test } from 'vitest'
import { claimedKey } from '#verify/tags/claimed-key.ts'

const packet = (...bytes: number[]) => {
  const body = Buffer.from([4, 0, 22, 8, ...bytes])
  const whole = Buffer.concat([Buffer.from([0x88, body.length]), body])
  return `-----BEGIN PGP SIGNATURE-----\n\n${whole.toString('base64')}\n=AbCd\n-----END PGP SIGNATURE-----\n`
}
const FINGERPRINT = [22, 33, 4, ...Array.from({ length: 20 }, (_, n) => n)]

test('an OpenPGP signature names its key by fingerprint, else by id', () => {
  expect(claimedKey(packet(0, FINGERPRINT.length + 1, 23 - 1, ...FINGERPRINT.slice(1), 0, 0, 0))).toBe(
    '000102030405060708090A0B0C0D0E0F10111213',
  )
  expect(claimedKey(packet(0, 0, 0, 10, 9, 16, 1, 2, 3, 4, 5, 6, 7, 8))).toBe('0102030405060708')
})

test.each([
  '',
  'no armor',
  packet(255, 255),
  packet(0, 0, 0, 3, 2, 99, 1),
  '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----',
])('names none: %#', (armor) => {
  expect(claimedKey(armor)).toBeNull()
})
