import { describe, expect, test } from 'vitest'
import { blobId, commitId, signed, treeId } from '#sample/objects.ts'

const by = { name: 'Avery Quill', email: 'avery.quill@example.org', at: '2026-04-02T12:45:00+02:00' }

describe('object ids', () => {
  test('are those of git for the empty blob and the empty tree', () => {
    expect(blobId(Buffer.from(''))).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391')
    expect(treeId(new Map())).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904')
  })

  test('sort a folder as if its name ended with a slash', () => {
    const id = blobId(Buffer.from(''))
    const names = ['a/x', 'a.txt', 'a0']
    const one = treeId(new Map(names.map((name) => [name, id])))
    const other = treeId(new Map(names.toReversed().map((name) => [name, id])))
    // git mktree of "a.txt", "a/", "a0" in this order
    expect(one).toBe('9517d7028f8f6e1c62b008935435318145fdd832')
    expect(other).toBe(one)
  })

  test('change with every part of a commit', () => {
    const tree = treeId(new Map())
    const ids = [
      commitId(tree, [], by, 'one\n'),
      commitId(tree, [], by, 'two\n'),
      commitId(tree, [tree], by, 'one\n'),
      commitId(tree, [], { ...by, at: '2026-04-02T12:45:00+03:00' }, 'one\n'),
    ]
    expect(new Set(ids).size).toBe(4)
  })
})

describe('signatures', () => {
  test('keep their offset', () => {
    expect(signed(by)).toBe('Avery Quill <avery.quill@example.org> 1775126700 +0200')
    expect(signed({ ...by, at: '2026-04-02T10:45:00Z' })).toBe(
      'Avery Quill <avery.quill@example.org> 1775126700 +0000',
    )
  })
})
