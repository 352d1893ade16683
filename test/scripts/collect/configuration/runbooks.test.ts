import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contextKey } from '#collect/cache-keys.ts'
import { readRunbooks, runbooksBeside } from '#collect/configuration/configuration.ts'
import { aRunbook, someFacts } from '../../../factories.ts'
import { put, temporaryFolder } from '../collecting.ts'

const folder = temporaryFolder()

function page(order: number, ...codes: string[]): string {
  const list = codes.map((code) => `  - '${code}'`).join('\n')
  return `---\ntitle: Mend it\nsummary: It broke.\ngroup: Proof\norder: ${order}\ncodes:\n${list}\n---\n\nDo it.\n`
}

describe('readRunbooks', () => {
  test('reads those beside the configuration in their order, and knows them by the names of their files', () => {
    const own = join(folder, 'own')
    put(join(own, 'b.mdx'), page(1, 'chain.*'))
    put(join(own, 'a.mdx'), page(2, 'gate.openapi.missing'))
    expect(readRunbooks(own).map(({ slug, codes }) => [slug, ...codes])).toEqual([
      ['b', 'chain.*'],
      ['a', 'gate.openapi.missing'],
    ])
  })

  test('are looked for beside a configuration that is named, whether or not there is one', () => {
    const config = join(folder, 'configured/catalog.yaml')
    put(join(folder, 'configured/runbooks/a.mdx'), page(1, 'chain.*'))
    expect(runbooksBeside({ config }).map(({ slug }) => slug)).toEqual(['a'])
  })

  test("are added to those of the program: of one name, and for one code, the user's serves", () => {
    const usual = join(folder, 'usual')
    const added = join(folder, 'added')
    put(join(usual, 'kept.mdx'), page(1, 'chain.*', 'gate.*.missing'))
    put(join(usual, 'replaced.mdx'), page(2, 'gate.*.stale'))
    put(join(usual, 'emptied.mdx'), page(3, 'risk.*'))
    put(join(added, 'replaced.mdx'), page(4, 'gate.*.stale', 'gate.*.missing'))
    put(join(added, 'new.mdx'), page(5, 'risk.*'))
    expect(readRunbooks(added, usual).map(({ slug, codes }) => [slug, ...codes])).toEqual([
      ['kept', 'chain.*'],
      ['replaced', 'gate.*.stale', 'gate.*.missing'],
      ['new', 'risk.*'],
    ])
    expect(readRunbooks(null, usual)).toHaveLength(3)
    expect(readRunbooks(usual, usual)).toHaveLength(3)
  })

  test.each([
    [
      'twice',
      { 'a.mdx': page(1, 'chain.*'), 'b.mdx': page(2, 'chain.*') },
      /b\.mdx and .*a\.mdx both serve chain\.\*/,
    ],
    ['capital', { 'Chain.mdx': page(1, 'chain.*') }, /Chain\.mdx: name a runbook in lower case/],
    ['taken', { 'operations.mdx': page(1, 'chain.*') }, /operations\.mdx: the inventory of operations\.yaml/],
    ['wild', { 'a.mdx': page(1, 'chain') }, /a\.mdx[\s\S]*codes\[0\][\s\S]*gate\.\*\.missing/],
    [
      'empty',
      { 'a.mdx': '---\ntitle: A\nsummary: B\ngroup: C\norder: 1\ncodes: []\n---\n' },
      /a\.mdx[\s\S]*codes/,
    ],
  ])('names the file that is wrong: %s', (name, files, message) => {
    for (const [file, text] of Object.entries(files)) put(join(folder, name, file), text)
    expect(() => readRunbooks(join(folder, name))).toThrow(message)
  })
})

test('pages are rendered again when a code is served by another runbook, and not for other words', () => {
  const digest = (...runbooks: ReturnType<typeof aRunbook>[]) => contextKey(someFacts({ runbooks }))
  const before = digest(aRunbook('chains', 'chain.*'))
  expect(digest(aRunbook('links', 'chain.*'))).not.toBe(before)
  expect(digest(aRunbook('chains', 'chain.empty'))).not.toBe(before)
  expect(digest({ ...aRunbook('chains', 'chain.*'), title: 'Chains' })).toBe(before)
})
