import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { EMPTY_TREE, openDifferences } from '#collect/git/differences.ts'
import { treeWalker } from '#collect/git/tree.ts'
import { temporaryFolder } from '../collecting.ts'
import { run } from './hostile-repository.ts'

/** Bytes of trees by their id, as a repository would hold them. */
const store = new Map<string, Buffer>()

const FORGED = 'e'.repeat(40)

/** A name, a mode, and what stands there: a text for a file, a list for a tree below. */
type Entry = readonly [name: string | Buffer, mode: string, content: string | readonly Entry[]]

function idOf(type: string, bytes: Buffer): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')
}

function put(entries: readonly Entry[]): string {
  const parts = entries.map(([name, mode, content]) => {
    const id = typeof content === 'string' ? idOf('blob', Buffer.from(content)) : put(content)
    return Buffer.concat([
      Buffer.from(`${mode} `),
      Buffer.from(name),
      Buffer.from([0]),
      Buffer.from(id, 'hex'),
    ])
  })
  return putBytes(Buffer.concat(parts))
}

function putBytes(bytes: Buffer): string {
  const id = idOf('tree', bytes)
  store.set(id, bytes)
  return id
}

const objects = {
  read: async (id: string) => {
    const bytes = store.get(id)
    if (id === FORGED) return { id, type: 'tree', size: 1, bytes: null, isForged: true }
    return bytes ? { id, type: 'tree', size: bytes.length, bytes, isForged: false } : null
  },
  close: async () => {},
}
const between = (before: string, after: string, most?: Parameters<typeof openDifferences>[1]) =>
  openDifferences(treeWalker(objects, 40), most).between(before, after)

const EMPTY = EMPTY_TREE.get(40) ?? ''
const file = (name: string | Buffer, text: string): Entry => [name, '100644', text]

describe('two trees', () => {
  const before = put([file('a', '1'), ['b', '40000', [file('c', '1'), file('d', '1')]], file('x', '1')])

  test.each<[string, readonly Entry[], string[]]>([
    ['are equal', [file('a', '1'), ['b', '40000', [file('c', '1'), file('d', '1')]], file('x', '1')], []],
    [
      'differ in a file below',
      [file('a', '1'), ['b', '40000', [file('c', '2'), file('d', '1')]], file('x', '1')],
      ['b/c'],
    ],
    [
      'differ by what is gone and what is new',
      [['b', '40000', [file('d', '1')]], file('e', '1'), file('x', '1')],
      ['a', 'b/c', 'e'],
    ],
    [
      'have a folder where a file was',
      [['a', '40000', [file('y', '1')]], ['b', '40000', [file('c', '1'), file('d', '1')]], file('x', '1')],
      ['a', 'a/y'],
    ],
    ['have a file where a folder was', [file('a', '1'), file('b', '1'), file('x', '1')], ['b', 'b/c', 'b/d']],
    [
      'differ in what can be run',
      [['a', '100755', '1'], ['b', '40000', [file('c', '1'), file('d', '1')]], file('x', '1')],
      ['a'],
    ],
    [
      'differ in how an old program wrote a mode',
      [['a', '100664', '1'], ['b', '040000', [file('c', '1'), file('d', '1')]], file('x', '1')],
      [],
    ],
    [
      'have a link where a file was',
      [['a', '120000', '1'], ['b', '40000', [file('c', '1'), file('d', '1')]], file('x', '1')],
      ['a'],
    ],
    [
      'have another commit of a submodule',
      [file('a', '1'), ['b', '160000', '1'], file('x', '1')],
      ['b', 'b/c', 'b/d'],
    ],
  ])('that %s', async (_, entries, paths) => {
    expect(await between(before, put(entries))).toEqual(paths)
  })

  test('hold everything against the empty tree, which nobody has to have', async () => {
    expect(await between(EMPTY, before)).toEqual(['a', 'b/c', 'b/d', 'x'])
    expect(await between(before, EMPTY)).toEqual(['a', 'b/c', 'b/d', 'x'])
  })

  test('differ in each of two names that are not UTF-8', async () => {
    const names = [0xfe, 0xff].map((byte) => Buffer.from([byte]))
    const of = (texts: string[]) => put(names.map((name, n) => file(name, texts[n] ?? '')))
    expect(await between(of(['1', '1']), of(['2', '1']))).toEqual(['\ufffd\u00fe'])
    expect(await between(of(['1', '1']), of(['1', '2']))).toEqual(['\ufffd\u00ff'])
  })
})

describe('trees that cannot be compared', () => {
  const whole = put([file('a', '1')])
  test.each([
    ['is lacking', 'f'.repeat(40)],
    ['is another one than its id says', FORGED],
    ['is cut off', putBytes(Buffer.from('100644 a\0short'))],
    ['is no tree', putBytes(Buffer.from('text'))],
    ['names a file twice', put([file('a', '1'), file('a', '2')])],
  ])('are unknown where one %s', async (_, id) => {
    expect(await between(whole, id)).toBeNull()
    expect(await between(put([['b', '40000', []]]), whole)).toEqual(['a'])
  })

  test('are unknown beyond the limits, and are not walked to their end', async () => {
    let id = put([file('a', '1')])
    for (let level = 0; level < 9; level += 1) {
      const names = Array.from({ length: 10 }, (_, n) => Buffer.from(`40000 ${n}\0`))
      id = putBytes(Buffer.concat(names.flatMap((name) => [name, Buffer.from(id, 'hex')])))
    }
    // A billion files in ten objects.
    expect(await between(EMPTY, id, { paths: 1000, trees: 5000, depth: 100 })).toBeNull()
    const deep = Array.from({ length: 12 }).reduce<readonly Entry[]>(
      (below) => [['d', '40000', below]],
      [file('a', '1')],
    )
    expect(await between(EMPTY, put(deep), { paths: 9, trees: 99, depth: 12 })).toEqual([
      `${'d/'.repeat(12)}a`,
    ])
    expect(await between(EMPTY, put(deep), { paths: 9, trees: 99, depth: 11 })).toBeNull()
    expect(await between(EMPTY, whole, { paths: 0, trees: 99, depth: 11 })).toBeNull()
  })
})

describe('what git finds', () => {
  const folder = temporaryFolder()
  const git = (args: string[], input = '') => run(join(folder, 'x'), args, input)
  beforeAll(() => void run(null, ['init', '--quiet', join(folder, 'x')]))

  const name = fc.constantFrom('a', 'b', 'a.b', 'a0', 'é', '\u{1f600}', '\uffee')
  const tree = fc.dictionary(
    fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    fc.constantFrom('1', '2'),
    { maxKeys: 6 },
  )

  test('is what is found here', async () => {
    const blobs = new Map(['1', '2'].map((text) => [text, git(['hash-object', '-w', '--stdin'], text)]))
    // A path that is a folder of another one cannot be a file.
    const write = (files: Record<string, string>) => {
      const paths = Object.keys(files)
      const kept = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)))
      const lines = kept.map((path) => `100644 ${blobs.get(files[path] ?? '')}\t${path}\0`).join('')
      git(['read-tree', '--empty'])
      git(['update-index', '-z', '--index-info'], lines)
      return git(['write-tree'])
    }
    const pairs = fc.sample(fc.tuple(tree, tree), { numRuns: 20, seed: 7 }).map((pair) => pair.map(write))
    const read = async (id: string) => {
      const text = git(['cat-file', '-t', id])
      const listed = git(['ls-tree', '-z', id]).split('\0').filter(Boolean)
      const parts = listed.flatMap((line) => {
        const [, mode = '', hex = '', own = ''] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? []
        return [Buffer.from(`${mode.replace(/^0/, '')} ${own}\0`), Buffer.from(hex, 'hex')]
      })
      const bytes = Buffer.concat(parts)
      return { id, type: text, size: bytes.length, bytes, isForged: idOf('tree', bytes) !== id }
    }
    const ours = openDifferences(treeWalker({ read, close: async () => {} }, 40))
    for (const [before = '', after = ''] of pairs) {
      const found = git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', before, after])
      expect(await ours.between(before, after)).toEqual(found.split('\0').filter(Boolean).sort())
    }
  })
})
