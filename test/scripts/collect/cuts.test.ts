import { describe, expect, test } from 'vitest'
import { lookups } from '#collect/evidence/find-checksums.ts'
import { cutReasons, partsLeftOut } from '#formats/dpone/claim.ts'
import { judgeScan, keptTargets } from '#formats/security/verdict.ts'
import { judgeInventory } from '#formats/supply-chain/verdict.ts'
import { finding } from '#model/finding.ts'
import { junit } from './dossiers.ts'
import { aReference, collectAll, filesSource } from './listing.ts'

/*
 * Nobody looks at everything that a stranger's repository holds. What is cut off is said, with how many; and where the rest could
 * change a verdict, it is doubt.
 */

const GREEN = junit()
const OTHER = 'f'.repeat(64)
const LIE = `${OTHER}  a.xml`
const statusOf = async (files: Record<string, string>, references: readonly string[]) =>
  (
    await collectAll(
      filesSource(files),
      'tag',
      '1.0.0',
      references.map((path) => aReference(path)),
    )
  )[0]

describe('a list that contradicts the evidence is found', () => {
  test('in the last of many folders', async () => {
    const folders = Array.from({ length: 120 }, (_, n) => `f${1000 + n}`)
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/x.xml`, `${GREEN}<!--${folder}-->`]))
    const all = { ...files, 'z/a.xml': GREEN, 'z/SHA256SUMS': LIE }
    const item = await statusOf(all, ['z/a.xml', ...Object.keys(files)])
    expect(item?.status).toBe('tampered')
  })

  test('behind thousands of other files', async () => {
    const others = Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`a${n}.txt`, '']))
    expect((await statusOf({ 'a.xml': GREEN, ...others, SHA256SUMS: LIE }, ['a.xml']))?.status).toBe(
      'tampered',
    )
  })

  test('behind hundreds of other lists', async () => {
    const lists = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`a${n}_checksums.txt`, '']))
    expect((await statusOf({ 'a.xml': GREEN, ...lists, SHA256SUMS: LIE }, ['a.xml']))?.status).toBe(
      'tampered',
    )
  })

  test('whatever names the dossier gives to other files', async () => {
    const names = ['SHA256SUMS', 'SHA256SUMS-1', 'SHA256SUMS-2', 'SHA256SUMS-found-1']
    const files = { 'a.xml': GREEN, SHA256SUMS: LIE, 'other/b.xml': `${GREEN}<!-- -->` }
    const references = [aReference('a.xml'), ...names.map((name) => aReference('other/b.xml', { name }))]
    const [item] = await collectAll(filesSource(files), 'tag', '1.0.0', references)
    expect(item?.status).toBe('tampered')
  })
})

describe('a list beside the evidence that nobody could look at', () => {
  const held = filesSource({ 'a.xml': GREEN })

  test('is an artifact all the same', async () => {
    const source = {
      ...held,
      beside: async () => ['a.xml', 'SHA256SUMS'],
      evidence: async (...[location, reference, most]: Parameters<typeof held.evidence>) =>
        reference.path === 'SHA256SUMS'
          ? { kind: 'link' as const, path: 'SHA256SUMS' }
          : held.evidence(location, reference, most),
    }
    const items = await collectAll(source, 'tag', '1.0.0', [aReference('a.xml')])
    expect(items.map(({ name, status }) => [name, status])).toEqual([
      ['a-xml', 'passed'],
      ['SHA256SUMS', 'unreadable'],
    ])
  })

  test('is told by number where there are more than are looked at', async () => {
    const lists = Object.fromEntries(Array.from({ length: 1002 }, (_, n) => [`l${n}_checksums.txt`, '']))
    const items = await collectAll(filesSource({ 'a.xml': GREEN, ...lists }), 'tag', '1.0.0', [
      aReference('a.xml'),
    ])
    expect(items).toHaveLength(1001)
    const said = items.flatMap(({ reasons }) => reasons.filter(({ code }) => code === 'list.too_many'))
    expect(said.map(({ args }) => args)).toEqual([{ shown: 1000, more: 2 }])
  })

  test('is looked for in a folder of which all names are given', async () => {
    const { namesBeside } = lookups(
      [filesSource(Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`n${n}`, ''])))],
      {
        tag: 'tag',
        service: 'product',
        tree: null,
        dossierPath: '',
      },
    )
    expect(await namesBeside({ path: 'a' })).toHaveLength(6000)
  })
})

describe('what is kept of a long document', () => {
  test('is all of a hundred reasons, and of more says how many there are', () => {
    const reasons = (count: number) => Array.from({ length: count }, () => finding('chain.claimed'))
    expect(cutReasons(reasons(100))).toHaveLength(100)
    expect(cutReasons(reasons(101))).toHaveLength(100)
    expect(cutReasons(reasons(101)).at(-1)).toMatchObject({
      code: 'dpone.reasons_left_out',
      args: { shown: 99, more: 2 },
    })
  })

  test('is fifty targets of a scan, with how many there are', () => {
    const targets = (count: number) => Array.from({ length: count }, (_, n) => `image-${n}`)
    expect(keptTargets(targets(50), []).reasons).toEqual([])
    const { targets: kept, reasons } = keptTargets(targets(51), [])
    expect(kept).toHaveLength(50)
    expect(reasons).toMatchObject([{ code: 'scan.targets_left_out', args: { kept: 50, total: 51 } }])
  })

  test('is two hundred parts, with how many there are', () => {
    expect(partsLeftOut(200)).toEqual([])
    expect(partsLeftOut(201)).toMatchObject([{ args: { kept: 200, total: 201 } }])
  })

  test('is fifty names of what an inventory describes, with how many there are', () => {
    const purls = Array.from({ length: 51 }, (_, n) => `pkg:npm/a${n}@1`)
    const inventory = { components: 1, unversioned: 0, unsound: [] }
    const { subject, reasons } = judgeInventory({ ...inventory, subject: { purls, digests: [] } })
    expect(subject.purls).toHaveLength(50)
    expect(reasons).toMatchObject([{ code: 'sbom.subjects_left_out', args: { kept: 50, total: 51 } }])
    expect(judgeInventory({ ...inventory, subject: { purls: purls.slice(1), digests: [] } }).reasons).toEqual(
      [],
    )
  })

  test('is no vulnerability of which not all names are kept, so that nobody clears it by one of them', () => {
    const named = (count: number) => ({
      ids: Array.from({ length: count }, (_, n) => `CVE-2026-${1000 + n}`),
      rating: 'high' as const,
      isVulnerability: true,
    })
    const listed = (count: number) => judgeScan({ found: [named(count)], obstacles: [] })
    expect(listed(20).vulnerabilities).toHaveLength(1)
    expect(listed(21).vulnerabilities).toBeUndefined()
    expect(listed(21).metrics).toMatchObject({ 'findings.high': 1 })
  })
})
