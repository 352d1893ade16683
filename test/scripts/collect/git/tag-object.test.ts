import { describe, expect, test } from 'vitest'
import { readAnnotation } from '#collect/git/tag-object.ts'

const header = (tagger: string) => `object ${'a'.repeat(40)}\ntype commit\ntag v1\n${tagger}`

describe('readAnnotation', () => {
  test('reads name, time and first line', () => {
    const text = `${header('tagger Ada Tester <ada@example.org> 1700000000 +0300\n')}\nFirst line\n\nMore\n`
    expect(readAnnotation(text)).toEqual({
      tagger: 'Ada Tester',
      seconds: 1_700_000_000,
      subject: 'First line',
      name: 'v1',
      body: 'More',
      key: null,
      signature: null,
    })
  })

  test('knows a tag without tagger, without time, without message', () => {
    expect(readAnnotation(`${header('')}\n`)).toEqual({
      tagger: null,
      seconds: null,
      subject: null,
      name: 'v1',
      body: null,
      key: null,
      signature: null,
    })
    expect(readAnnotation(header('tagger  <ada@example.org>\n'))).toMatchObject({
      tagger: null,
      seconds: null,
    })
  })

  test.each([
    ['PGP SIGNATURE', 'gpg'],
    ['SSH SIGNATURE', 'ssh'],
    ['SIGNED MESSAGE', 'x509'],
  ])('sees a %s and leaves it out', (kind, signature) => {
    const text = `${header('tagger A <a@b> 1 +0000\n')}\nOne\n-----BEGIN ${kind}-----\nxyz\n-----END ${kind}-----\n`
    expect(readAnnotation(text)).toMatchObject({ subject: 'One', signature })
  })

  test('is not slowed down by an endless tagger line', () => {
    expect(readAnnotation(`${header(`tagger ${'<'.repeat(1_000_000)}\n`)}\nSaid\n`)).toMatchObject({
      tagger: null,
      subject: 'Said',
    })
  })

  test('does not mistake a signature for a message', () => {
    const text = `${header('tagger A <a@b> 1 +0000\n')}\n-----BEGIN SSH SIGNATURE-----\nxyz\n`
    expect(readAnnotation(text)).toMatchObject({ subject: null, signature: 'ssh' })
  })

  test('does not mistake a line of the message for a header', () => {
    const text = `${header('tagger A <a@b> 1 +0000\n')}\nOne\ntagger Eve <e@v> 2 +0000\n`
    expect(readAnnotation(text)).toMatchObject({ tagger: 'A', seconds: 1 })
  })
})
