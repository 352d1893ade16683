import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { collectInto, readRecord, temporaryFolder, writeConfiguration } from '../collecting.ts'
import { dossierText } from '../dossiers.ts'
import { buildRepository, git, type Step } from '../fast-import.ts'

const folder = temporaryFolder()
let count = 0
let place: string
let repository: string
let config: string

const COMMIT: Step = { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'a', files: { 'a.txt': 'a' } }
const ANNOTATED = { tag: 'v1.0.0', of: 'a', message: '1.0.0', at: '2026-03-01T13:00:00Z' }

beforeEach(() => {
  place = join(folder, `${count++}`)
})

function prepare(steps: readonly Step[], format: 'sha1' | 'sha256' = 'sha1'): void {
  repository = buildRepository(join(place, 'product'), steps, format)
  config = writeConfiguration(place, { repository }, [{ id: 'product', tag: 'v{version}' }])
}

/** Hangs a dossier on an object, byte for byte. */
function note(on: string, text: string): void {
  const inside = `--git-dir=${repository}`
  const blob = git([inside, 'hash-object', '-w', '--stdin'], text)
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@secret.example']
  git([inside, ...who, 'notes', '--ref=dossier', 'add', '-f', '-C', blob, on])
}

const id = (name: string) => git([`--git-dir=${repository}`, 'rev-parse', name])
const again = () => collectInto(join(place, 'content'), { config })
const record = (version = '1.0.0') => readRecord(join(place, 'content'), 'product', version)

describe('a dossier in a git note', () => {
  test.each(['v1.0.0', 'v1.0.0^{commit}'])('on %s is found there', async (on) => {
    prepare([COMMIT, ANNOTATED])
    note(on, dossierText('1.0.0'))
    const summary = await again()
    expect(record()).toMatchObject({
      state: 'dossier',
      dossierSource: {
        source: 'note',
        path: `refs/notes/dossier/${id(on)}`,
        bytes: dossierText('1.0.0').length,
      },
    })
    expect(summary.gitProcesses).toBeLessThanOrEqual(5)
  })

  test('is found in a repository of SHA-256 too', async () => {
    prepare([COMMIT, ANNOTATED], 'sha256')
    note('v1.0.0', dossierText('1.0.0'))
    await again()
    expect(record().dossierSource?.path).toBe(`refs/notes/dossier/${id('v1.0.0')}`)
  })

  test('on the tag goes before one on its commit', async () => {
    prepare([COMMIT, ANNOTATED])
    note('v1.0.0', dossierText('1.0.0', { purpose: 'On the tag' }))
    note('v1.0.0^{commit}', dossierText('1.0.0', { purpose: 'On the commit' }))
    await again()
    expect(record().dossier?.purpose).toBe('On the tag')
  })

  test('that differs from the one in the tree gives a finding, and neither is preferred', async () => {
    const files = { 'release/dossier.json': dossierText('1.0.0') }
    prepare([{ ...COMMIT, files }, ANNOTATED])
    note('v1.0.0', dossierText('1.0.0', { purpose: 'Another' }))
    await again()
    expect(record().quarantine).toMatchObject([
      { code: 'dossier.disagree', args: { tree: 'release/dossier.json' } },
    ])
    note('v1.0.0', dossierText('1.0.0'))
    await again()
    expect(record()).toMatchObject({ state: 'dossier', dossierSource: { source: 'tree' } })
  })

  test.each([
    ['{', 'document.truncated'],
    [' '.repeat((4 << 20) + 1), 'dossier.too_large'],
  ])('that is not a dossier is quarantined', async (text, code) => {
    prepare([COMMIT, ANNOTATED])
    note('v1.0.0', text)
    await again()
    expect(record().quarantine.map((each) => each.code)).toEqual([code])
  })
})

describe('a note on a commit with several tags', () => {
  const TAGS: Step[] = [COMMIT, { tag: 'v1.0.0', of: 'a' }, { tag: 'v1.0.1', of: 'a' }]

  test('belongs only to the tag that it names', async () => {
    prepare(TAGS)
    note('v1.0.0', dossierText('1.0.0'))
    await again()
    expect([record().state, record('1.0.1').state]).toEqual(['dossier', 'no-dossier'])
  })

  test('that names an unknown tag is a visible mistake', async () => {
    prepare(TAGS)
    note('v1.0.0', dossierText('1.0.0', { tag: 'v9.9.9' }))
    await again()
    expect([record().state, record('1.0.1').state]).toEqual(['quarantined', 'quarantined'])
  })
})

describe('notes that change', () => {
  test('cause only their own releases to be read again', async () => {
    prepare([COMMIT, ANNOTATED, { ...ANNOTATED, tag: 'v1.1.0' }])
    await again()
    note('v1.0.0', dossierText('1.0.0'))
    expect(await again()).toMatchObject({ read: 1, reused: 1 })
    expect(await again()).toMatchObject({ read: 0, gitProcesses: 2 })
    git([`--git-dir=${repository}`, 'update-ref', '-d', 'refs/notes/dossier'])
    expect(await again()).toMatchObject({ read: 1, reused: 1 })
    expect(record().state).toBe('no-dossier')
  })

  test('are found however many there are, although git splits their names into folders', async () => {
    prepare([COMMIT, ...[0, 1, 2, 3].map((n) => ({ ...ANNOTATED, tag: `v1.${n}.0` }))])
    const marks = [0, 1, 2, 3].map((n) => {
      const name = id(`v1.${n}.0`)
      const cut = Array.from({ length: n }, (_, k) => name.slice(2 * k, 2 * k + 2))
      const text = dossierText(`1.${n}.0`)
      return `M 100644 inline ${[...cut, name.slice(2 * n)].join('/')}\ndata ${text.length}\n${text}\n`
    })
    const head = 'commit refs/notes/dossier\ncommitter Ada <a@secret.example> 0 +0000\ndata 1\nx\n'
    git([`--git-dir=${repository}`, 'fast-import', '--quiet'], head + marks.join(''))
    expect((await again()).counts.dossiers).toBe(4)
  })

  test('are fetched from an address, the first time and later', async () => {
    prepare([COMMIT, ANNOTATED])
    note('v1.0.0', dossierText('1.0.0'))
    config = writeConfiguration(place, { repository: `file://${repository}` }, [
      { id: 'product', tag: 'v{version}' },
    ])
    await again()
    expect(record().dossierSource?.source).toBe('note')
    note('v1.0.0', dossierText('1.0.0', { purpose: 'Later' }))
    await again()
    expect(record().dossier?.purpose).toBe('Later')
  })
})
