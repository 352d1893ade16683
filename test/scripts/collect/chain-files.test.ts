import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aReference, collectFrom, filesSource } from './listing.ts'

const sha256 = (text: string) => hash('sha256', text)
const INDEX = 'chain/evidence_chain_index.json'

/** A chain of two releases as files: the index, an entry file and an artifact index for each. */
function chain(): Record<string, string> {
  const files: Record<string, string> = {}
  const entries: Record<string, unknown>[] = []
  let previous_chain_hash: string | null = null
  for (const release of ['v0.9.0', 'v1.0.0']) {
    const artifacts = JSON.stringify({ release })
    const covered = {
      artifact_index_hash: sha256(artifacts),
      created_at: '2026-03-01T12:00:00Z',
      previous_chain_hash,
      release,
    }
    previous_chain_hash = sha256(JSON.stringify(covered))
    const entry_path = `chain/${release}.json`
    const artifact_index_path = `index/${release}/artifact_index.json`
    const entry = {
      ...covered,
      chain_hash: previous_chain_hash,
      artifact_index_path,
      entry_path,
      verified: true,
    }
    entries.push(entry)
    files[entry_path] = JSON.stringify(entry)
    files[artifact_index_path] = artifacts
  }
  files[INDEX] = JSON.stringify({
    entries,
    entry_count: entries.length,
    latest_chain_hash: previous_chain_hash,
  })
  return files
}

async function collected(files: Record<string, string>, more: string[] = [], version = '1.0.0') {
  const references = [INDEX, ...more].map((path) => aReference(path))
  return collectFrom(filesSource(files), 'tag', version, references)
}
const brief = async (files: Record<string, string>) => {
  const item = (await collected(files)).get(INDEX)
  return [item?.status, ...(item?.reasons.map((each) => each.code) ?? [])]
}
const without = (path: string) =>
  Object.fromEntries(Object.entries(chain()).filter(([each]) => each !== path))

describe('an evidence chain beside its files', () => {
  test('passes when each is present and matches the index', async () => {
    expect(await brief(chain())).toEqual(['passed'])
  })

  test.each([
    [
      'an entry file was edited',
      { 'chain/v0.9.0.json': chain()['chain/v0.9.0.json']?.replace('12:00', '13:00') ?? '' },
      'chain.index_mismatch',
    ],
    ['an entry file is no entry', { 'chain/v1.0.0.json': '[]' }, 'chain.index_mismatch'],
    ['an artifact index was edited', { 'index/v0.9.0/artifact_index.json': '{}' }, 'list.differs'],
  ])('fails when %s', async (_, edited, code) => {
    expect(await brief({ ...chain(), ...edited })).toEqual(['failed', code])
  })

  const entry = chain()['chain/v1.0.0.json'] ?? ''

  test.each([
    ['another entry', { 'chain/v1.0.1.json': entry.replaceAll('1.0.0', '1.0.1') }, 'chain.stray_entry'],
    ['what is called as an entry', { 'chain/v1.0.1__evidence_chain.json': 'x' }, 'chain.stray_entry'],
  ])('fails when its folder holds %s that the index lacks', async (_, more, code) => {
    expect(await brief({ ...chain(), ...more })).toEqual(['failed', code])
  })

  test('does not mind other files in its folder', async () => {
    const others = { 'chain/v1.0.0.md': entry, 'chain/notes.json': '{}', 'chain/broken.json': '{' }
    expect(await brief({ ...chain(), ...others })).toEqual(['passed'])
  })

  test.each([
    ['an entry file is gone', without('chain/v0.9.0.json'), 'chain.not_compared'],
    ['an artifact index is gone', without('index/v1.0.0/artifact_index.json'), 'list.absent'],
  ])('is unknown when %s', async (_, files, code) => {
    expect(await brief(files)).toEqual(['unknown', code])
  })

  describe('that was copied unchanged into a folder', () => {
    const copied = (files: Record<string, string>) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`release/files/${path}`, text]))
    const index = 'release/files/chain_index.json'
    const moved = ({ [INDEX]: list = '', ...rest }: Record<string, string>) =>
      copied({ ...rest, 'chain_index.json': list })
    const judged = async (files: Record<string, string>) =>
      (await collectFrom(filesSource(files), 'tag', '1.0.0', [aReference(index)])).get(index)

    test('passes with its entries below it', async () => {
      expect(await judged(moved(chain()))).toMatchObject({ status: 'passed', reasons: [] })
    })

    test('fails when one of them was edited', async () => {
      const item = await judged(moved({ ...chain(), 'chain/v1.0.0.json': '[]' }))
      expect(item?.status).toBe('failed')
      expect(item?.reasons.map((each) => each.code)).toEqual(['chain.index_mismatch'])
    })
  })

  test('marks an artifact index as tampered that it does not cover', async () => {
    const path = 'index/v1.0.0/artifact_index.json'
    const items = await collected({ ...chain(), [path]: '{"release":"v1.0.1"}' }, [path])
    expect(items.get(path)?.status).toBe('tampered')
  })

  test('of another release is not about this one', async () => {
    const item = (await collected(chain(), [], '1.0.1')).get(INDEX)
    expect(item?.codeMatch).toBe('different')
    expect(item?.reasons.map((each) => each.code)).toEqual(['evidence.other_release'])
  })
})

test('an evidence chain does not pass where more files lie in its folder than are looked at', async () => {
  const more = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`chain/other-${n}.json`, '{}']))
  expect(await brief({ ...chain(), ...more(999) })).toEqual(['passed'])
  expect(await brief({ ...chain(), ...more(1000) })).toEqual(['unknown', 'chain.files_unseen'])
  const named = { 'chain/v1.0.1__evidence_chain.json': 'x' }
  expect((await brief({ ...chain(), ...more(1000), ...named }))[0]).toBe('failed')
})
