import { describe, expect, test } from 'vitest'
import { locate } from '#collect/evidence/locate.ts'
import { ABSENT, type Lookup, type ReleaseLocation, type Source } from '#collect/sources/source.ts'
import { EvidenceReference } from '#model/evidence.ts'

const HOME: ReleaseLocation = {
  tag: 'v1.0.0',
  service: 'ledger',
  tree: null,
  dossierPath: 'release/dossier.json',
}
const reference = EvidenceReference.parse({ name: 'unit', kind: 'test', path: 'junit.xml', producer: 'CI' })
const file = (text: string): Lookup => ({ kind: 'file', bytes: Buffer.from(text), path: 'junit.xml' })
const spoilt: Lookup = {
  kind: 'refused',
  status: 'tampered',
  findings: [{ code: 'evidence.asset_differs', args: {}, path: [] }],
}
const source = (name: Source['name'], held: Lookup | null): Source => ({
  name,
  dossier: async () => ABSENT,
  evidence: async () => held,
})
const found = (...held: (Lookup | null)[]) => {
  const names = ['release', 'directory', 'archive'] as const
  return locate(
    held.map((each, i) => source(names[i] ?? 'archive', each)),
    HOME,
    reference,
  )
}

describe('the bytes of an artifact', () => {
  test('are those of the first source that has them', async () => {
    expect(await found(ABSENT, file('a'), file('a'))).toMatchObject({ source: 'directory', status: null })
  })

  test('are none when two sources disagree', async () => {
    const { bytes, status } = await found(file('a'), file('b'))
    expect([bytes, status]).toEqual([null, 'unreadable'])
  })

  test('stay tampered even when another source has good ones', async () => {
    for (const order of [
      [spoilt, file('a')],
      [file('a'), spoilt],
    ])
      expect(await found(...order)).toMatchObject({ bytes: null, status: 'tampered' })
  })

  test('are missing if no source has them, and not fetched if none was asked', async () => {
    expect((await found(ABSENT, ABSENT)).reasons).toMatchObject([{ code: 'evidence.missing' }])
    expect((await found(null)).reasons).toMatchObject([{ code: 'evidence.missing' }])
  })
})
