import { describe, expect, test } from 'vitest'
import { listedFiles, readEvidence } from '#formats/read-evidence.ts'

const hex = (digit: string, length: number) => digit.repeat(length)
const A = hex('a', 64)
const B = hex('b', 64)
const bytes = (text: string) => new TextEncoder().encode(text)
const listed = (text: string) =>
  listedFiles(bytes(text), 'sha256sums').map(
    ({ path, algorithm, digest }) => `${path} ${algorithm} ${digest[0]}`,
  )

describe('a line of a checksum list', () => {
  test.each([
    ['of GNU', `${A}  a.txt`, 'a.txt sha256 a'],
    ['of GNU, as bytes', `${A} *a.txt`, 'a.txt sha256 a'],
    ['of BSD, with one blank', `${A} a.txt`, 'a.txt sha256 a'],
    ['with a tab', `${A}\ta.txt`, 'a.txt sha256 a'],
    ['after blanks', `  ${A}  a.txt`, 'a.txt sha256 a'],
    ['in capitals', `${A.toUpperCase()}  a.txt`, 'a.txt sha256 a'],
    ['with blanks in its name', `${A}  a b.txt`, 'a b.txt sha256 a'],
    ['with --tag', `SHA256 (a.txt) = ${A}`, 'a.txt sha256 a'],
    ['with --tag, of two names', `SHA256 (a) = b.txt) = ${A}`, 'a) = b.txt sha256 a'],
    ['of OpenSSL', `SHA256(a.txt)= ${A}`, 'a.txt sha256 a'],
    ['of OpenSSL 3', `SHA2-256(a.txt)= ${A}`, 'a.txt sha256 a'],
    ['of SHA-384', `${hex('c', 96)}  a.txt`, 'a.txt sha384 c'],
    ['of SHA-512', `${hex('d', 128)}  ./a.txt`, 'a.txt sha512 d'],
    ['of SHA-512 with --tag', `SHA512 (a.txt) = ${hex('d', 128)}`, 'a.txt sha512 d'],
    ['of Get-FileHash', `SHA256          ${A.toUpperCase()}       C:\\build\\out\\a.txt`, 'a.txt sha256 a'],
    [
      'of Get-FileHash, relative',
      `SHA256          ${A.toUpperCase()}       out\\a.txt`,
      'out/a.txt sha256 a',
    ],
    [
      'of certutil',
      `SHA256 hash of a.txt:\r\n${A}\r\nCertUtil: -hashfile command completed successfully.`,
      'a.txt sha256 a',
    ],
    [
      'of an older certutil',
      `SHA512 hash of file C:\\out\\a.txt:\n${hex('d', 128).replace(/../g, '$& ').trim()}\nCertUtil: -hashfile command completed successfully.`,
      'a.txt sha512 d',
    ],
    ['of Export-Csv', `"SHA512","${hex('D', 128)}","C:\\a.txt"`, 'a.txt sha512 d'],
  ])('%s is read', (_, line, expected) => {
    expect(listed(`${line}\n`)).toEqual([expected])
    expect(readEvidence(bytes(`${line}\n`), null)).toMatchObject({ format: 'sha256sums', status: 'unknown' })
  })

  test.each([
    ['of another length', `${A}a  a.txt`],
    ['of SHA-512 that calls itself SHA256', `SHA256 (a.txt) = ${hex('d', 128)}`],
    ['of MD5', `${hex('a', 32)}  a.txt`],
    ['cut short by PowerShell', `SHA256          ${A.toUpperCase()}       C:\\build\\a...`],
  ])('%s is not', (_, line) => {
    expect(listed(`${B}  b.txt\n${line}\n`)).toEqual(['b.txt sha256 b'])
    const codes = readEvidence(bytes(`${B}  b.txt\n${line}\n`), null).reasons.map(({ code }) => code)
    expect(codes.join(' ')).toMatch(/sha256sums\.(malformed|escaping)/)
  })
})

describe('a checksum list', () => {
  const file = (name: string, digest: string) =>
    `Algorithm : SHA256\r\nHash      : ${digest}\r\nPath      : C:\\out\\${name}\r\n`

  test('of Get-FileHash is read as a table, and as a list', () => {
    const table = `\r\nAlgorithm       Hash                  Path\r\n---------       ----                  ----\r\nSHA256          ${A.toUpperCase()}   C:\\out\\a.txt\r\n\r\n`
    expect(listed(table)).toEqual(['a.txt sha256 a'])
    const list = `\r\n${file('a.txt', A)}\r\n${file('b.txt', B)}\r\n`
    expect(listed(list)).toEqual(['a.txt sha256 a', 'b.txt sha256 b'])
    for (const text of [table, list])
      expect(readEvidence(bytes(text), null).reasons.map(({ code }) => code)).toEqual(['list.files'])
  })

  test('of one digest alone is about the file that its own name names', () => {
    expect(listed(`${A.toUpperCase()}\n`)).toEqual([' sha256 a'])
    expect(readEvidence(bytes(A), null).format).toBe('unrecognized')
  })

  test('that gives a file two digests of one algorithm contradicts itself, of two algorithms not', () => {
    const codes = (text: string) => readEvidence(bytes(text), null).reasons.map(({ code }) => code)
    expect(codes(`${A}  a.txt\n${B}  a.txt\n`)).toContain('sha256sums.contradicting')
    expect(codes(`${A}  a.txt\n${hex('d', 128)}  a.txt\n`)).toEqual(['list.files'])
  })
})

describe('a checksum list in UTF-16, as PowerShell redirects it', () => {
  const utf16 = (text: string, isBig = false) => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return isBig ? little.swap16() : little
  }

  test.each([false, true])('is read (big end first: %s), whether its format is named or not', (isBig) => {
    const list = utf16(`${A}  a.txt\r\n`, isBig)
    expect(listedFiles(list, 'sha256sums')).toEqual([{ path: 'a.txt', algorithm: 'sha256', digest: A }])
    for (const format of [null, 'sha256sums'])
      expect(readEvidence(list, format)).toMatchObject({ format: 'sha256sums', status: 'unknown' })
  })

  test('opens no other door: nothing else in UTF-16 is read', () => {
    const report = '<testsuite name="s"><testcase name="a"/></testsuite>'
    expect(readEvidence(utf16(report), null)).toMatchObject({ status: 'unreadable' })
    expect(readEvidence(utf16(report), 'junit')).toMatchObject({ status: 'unreadable' })
    expect(readEvidence(Buffer.from([0xff, 0xfe, 0x61]), null)).toMatchObject({ status: 'unreadable' })
  })
})

test.each([
  ['-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n', /OpenPGP or SSH/],
  ['-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nok\n', /OpenPGP or SSH/],
  ['-----BEGIN SSH SIGNATURE-----\nU1NI\n', /OpenPGP or SSH/],
  [`${'a'.repeat(40)}  a.txt\n`, /MD5 or SHA-1/],
])('what stands beside lists and is none is named: %j', (text, what) => {
  const { status, reasons } = readEvidence(bytes(text), null)
  expect(status).toBe('unknown')
  expect(reasons).toMatchObject([
    {
      code: 'evidence.other_format',
      args: { what: expect.stringMatching(what), way: expect.stringMatching(/\w/) },
    },
  ])
})
