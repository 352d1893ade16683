import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { openRepository } from '#collect/git/repository.ts'
import { messageOf } from '#lib/cli-error.ts'
import { put, snapshot, temporaryFolder } from '../collecting.ts'
import { buildRepository } from '../fast-import.ts'

const folder = temporaryFolder()
const cache = join(folder, 'cache')
const open = (place: string) => openRepository(place, cache)
const refusal = (place: string) => open(place).then(() => 'opened', messageOf)
let repository: string

beforeAll(() => {
  repository = buildRepository(join(folder, 'product'), [
    { commit: 'a', at: '2026-01-01T00:00:00Z', subject: 'Start' },
    { tag: 'v1.0.0', of: 'a' },
  ])
})

describe('a repository without a name', () => {
  test.each(['', ' ', '\t'])('is refused: %j', async (place) => {
    expect(await refusal(place)).toBe('The repository has no name: give its path or its address.')
  })
})

describe('an address with credentials in it', () => {
  test('is read, and leaves them nowhere', async () => {
    // Stands for a host: runs what it is asked to run here.
    const ssh = join(folder, 'ssh')
    put(ssh, '#!/bin/sh\nfor last; do :; done\neval "$last"\n')
    chmodSync(ssh, 0o755)
    vi.stubEnv('GIT_SSH_COMMAND', ssh)
    for (const secret of ['s3cr3t', 'other']) {
      const found = await open(`ssh://user:${secret}@host.example${repository}`)
      expect(found.name).toBe('product')
    }
    vi.unstubAllEnvs()
    // One copy, whoever reads it, and no trace of by which words.
    expect(readdirSync(cache)).toHaveLength(1)
    const files = Object.entries(snapshot(cache))
    expect(files.filter(([, bytes]) => Buffer.from(bytes, 'base64').includes('s3cr3t'))).toEqual([])
  })

  test.each([
    'https://user:s3cr3t@127.0.0.1:1/product.git',
    'https://s3cr3t@127.0.0.1:1',
    'https://127.0.0.1:1/product.git?private_token=s3cr3t',
    'https://user:s3cr3t@127.0.0.1:99999/product.git',
    'ssh://user:s3cr3t@[/product.git',
    'http://user:s3cr3t@127.0.0.1/product.git',
  ])('keeps them out of what is said: %s', async (address) => {
    const said = await refusal(address)
    expect(said).not.toBe('opened')
    expect(said).not.toContain('s3cr3t')
  })
})

describe('the copy of an address', () => {
  test('keeps no settings but ours, whoever filled the cache', async () => {
    const own = join(folder, 'own-cache')
    const address = `file://${repository}`
    await openRepository(address, own)
    const copy = join(own, readdirSync(own)[0] ?? '')
    const ours = readFileSync(join(copy, 'config'), 'utf8')
    expect(ours).toBe('[core]\n\trepositoryformatversion = 0\n\tbare = true\n')
    const mark = join(folder, 'mark')
    put(join(copy, 'hooks/reference-transaction'), `#!/bin/sh\n: > "${mark}"\n`)
    chmodSync(join(copy, 'hooks/reference-transaction'), 0o755)
    writeFileSync(
      join(copy, 'config'),
      `${ours}[remote "origin"]\n\turl = ext::false\n[url "/nowhere"]\n\tinsteadOf = ${address}\n`,
    )
    const plain = () => execFileSync('git', [`--git-dir=${copy}`, 'update-ref', 'refs/tags/x', 'v1.0.0'])
    plain()
    expect(readdirSync(folder)).toContain('mark')
    rmSync(mark)
    await openRepository(address, own)
    expect(readFileSync(join(copy, 'config'), 'utf8')).toBe(ours)
    expect(readdirSync(folder)).not.toContain('mark')
  })

  test('of a repository with longer ids keeps saying so', async () => {
    const steps = [
      { commit: 'a', at: '2026-01-01T00:00:00Z', subject: 'Start' },
      { tag: 'v1', of: 'a' },
    ]
    const long = buildRepository(join(folder, 'long'), steps, 'sha256')
    for (const _ of [1, 2]) expect(await open(`file://${long}`)).toMatchObject({ hexLength: 64 })
  })
})

describe('a pipe where git opens a file', () => {
  test.each(['HEAD', 'config', 'packed-refs', 'shallow', 'info/grafts', 'refs/tags/v2', 'objects/aa/bb'])(
    'is named instead of being waited for: %s',
    async (path) => {
      const file = join(repository, path)
      const aside = join(folder, 'aside')
      mkdirSync(join(file, '..'), { recursive: true })
      const isThere = readdirSync(join(file, '..')).includes(path.split('/').at(-1) ?? '')
      if (isThere) renameSync(file, aside)
      execFileSync('mkfifo', [file])
      const said = await refusal(repository)
      rmSync(file)
      if (isThere) renameSync(aside, file)
      expect(said).toBe(
        `${file} is a pipe, a socket or a device. Write what it gives into a file and name that.`,
      )
      expect(await refusal(repository)).toBe('opened')
    },
  )

  test('is named behind a link too', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    execFileSync('ln', ['-s', pipe, join(repository, 'refs/tags/v3')])
    const said = await refusal(repository)
    rmSync(join(repository, 'refs/tags/v3'))
    expect(said).toContain('is a pipe')
  })
})
