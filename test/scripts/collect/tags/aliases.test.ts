import { describe, expect, test } from 'vitest'
import { assignTags } from '#collect/tags/tagged.ts'

const sorted = (...names: string[]) => {
  const refs = names.map((name) => ({ name: Buffer.from(name), id: '0'.repeat(40) }))
  const { tagged, aliases } = assignTags(refs, [], 'repo')
  return { releases: tagged.map(({ tag }) => tag), aliases: aliases.map(({ tag }) => tag) }
}

describe('aliases', () => {
  test('are versions with parts left out, and words for the newest, where whole versions were released', () => {
    const whole = ['v1.0.0', 'v1.1.0', 'v1.1.1', 'v2.0.0']
    expect(sorted('latest', ...whole, 'v1', 'v1.1', 'v2', 'v2.0')).toEqual({
      releases: whole,
      aliases: ['latest', 'v1', 'v1.1', 'v2', 'v2.0'],
    })
  })

  test('are no releases of two parts or one', () => {
    const tags = ['v0.51', 'v0.52', 'v0.52.1', 'v1.0', 'v2.0']
    expect(sorted(...tags)).toEqual({ releases: tags, aliases: [] })
    expect(sorted('v1', 'v2')).toEqual({ releases: ['v1', 'v2'], aliases: [] })
  })

  test('are told apart service by service', () => {
    const { aliases } = sorted('api/v1', 'api/v1.0.0', 'web/v1', 'web/v1.1.0', 'web-latest')
    expect(aliases).toEqual(['api/v1'])
  })

  test('are no words of a repository that has no versions', () => {
    expect(sorted('latest', 'nightly')).toEqual({ releases: ['latest', 'nightly'], aliases: [] })
  })
})
