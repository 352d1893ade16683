import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { policiesBeside, readConfiguration } from '#collect/configuration/configuration.ts'
import { put, temporaryFolder } from '../collecting.ts'

const folder = temporaryFolder()
const home = (name: string) => ({ root: join(folder, name), authored: join(folder, name, 'catalog') })

describe("a user's folder", () => {
  test('needs nothing: its own repository is read with what comes with the program', () => {
    const { catalog, repository, services, policies, policyFolder } = readConfiguration(home('empty'))
    expect({ catalog, repository, services }).toEqual({
      catalog: null,
      repository: join(folder, 'empty'),
      services: [],
    })
    expect(policies).toEqual(readConfiguration({ repository: 'x' }).policies)
    expect(policyFolder).toBe(join(folder, 'empty/catalog/policies'))
  })

  test('changes what it holds, also without catalog.yaml', () => {
    const { root, authored } = home('some')
    put(join(authored, 'services/edge.mdx'), readFileSync('test/sample/services/edge.mdx'))
    put(join(authored, 'policies/edge.yaml'), readFileSync('test/sample/policies/edge-2026.1.yaml'))
    const found = readConfiguration({ root, authored })
    expect(found.services.map(({ id }) => id)).toEqual(['edge'])
    expect(found.policy).toBe('edge')
    expect(policiesBeside({ root, authored }).policies.map(({ id }) => id)).toEqual(['edge'])
  })

  test('need not be named in its catalog.yaml, which in the checkout of the program must name a repository', () => {
    const { root, authored } = home('titled')
    put(join(authored, 'catalog.yaml'), 'title: Ours\n')
    expect(readConfiguration({ root, authored })).toMatchObject({
      repository: root,
      catalog: { title: 'Ours' },
    })
    expect(() => readConfiguration({ root: null, authored })).toThrow(/catalog\.yaml names no repository\./)
  })

  test('is not asked for a repository that is named alone, nor missed where a configuration is', () => {
    const given = { ...home('some'), repository: '/elsewhere' }
    expect(readConfiguration(given)).toMatchObject({
      repository: '/elsewhere',
      services: [],
      policyFolder: null,
    })
    expect(() => readConfiguration({ ...home('some'), config: 'no.yaml' })).toThrow(
      'no configuration at no.yaml',
    )
  })
})
