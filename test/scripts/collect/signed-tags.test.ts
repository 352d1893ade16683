import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RunSummary } from '#collect/report.ts'
import { sentence } from '#messages/messages.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { collectInto, put, readRecord, temporaryFolder, writeConfiguration } from './collecting.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
const repository = join(folder, 'product')
const home = join(folder, 'gnupg')
const key = join(folder, 'key')
const stranger = join(folder, 'stranger')
let fingerprint = ''

const gpg = (...args: string[]) =>
  execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], {
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  })

/** Signs with git itself. */
function tag(name: string, ...config: string[]): void {
  const settings = ['user.name=Ada', 'user.email=ada@example.org', ...config].flatMap((each) => ['-c', each])
  execFileSync('git', [...settings, `--git-dir=${repository}`, 'tag', '-s', '-m', name, name, 'main'], {
    env: { ...process.env, GNUPGHOME: home, GIT_COMMITTER_DATE: '2026-03-01T12:00:00Z' },
    stdio: 'pipe',
  })
}

/** A tag whose object was changed to fit another name, with the signature left as it was. */
function forge(from: string, to: string): void {
  const changed = git([`--git-dir=${repository}`, 'cat-file', 'tag', from]).replace(
    `tag ${from}`,
    `tag ${to}`,
  )
  const forged = git([`--git-dir=${repository}`, 'hash-object', '-t', 'tag', '-w', '--stdin'], `${changed}\n`)
  git([`--git-dir=${repository}`, 'update-ref', `refs/tags/${to}`, forged])
}

const ssh = (file: string) => ['gpg.format=ssh', `user.signingkey=${file}`]

beforeAll(() => {
  buildRepository(repository, [
    { commit: 'release', at: '2026-03-01T12:00:00Z', subject: 'release', files: { a: 'a' } },
    { tag: 'v0.1.0', of: 'release' },
    { tag: 'v0.2.0', of: 'release', message: 'unsigned', at: '2026-03-01T12:00:00Z' },
  ])
  for (const file of [key, stranger])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file])
  mkdirSync(home, { mode: 0o700 })
  gpg('--quick-generate-key', 'Ada <ada@example.org>', 'ed25519', 'sign', 'never')
  gpg('--quick-generate-key', 'Eve <eve@example.org>', 'ed25519', 'sign', 'never')
  const listed = gpg('--list-keys', '--with-colons', 'ada@example.org')
  fingerprint = listed.match(/^fpr:+([0-9A-F]{40}):/m)?.[1] ?? ''
  tag('v1.0.0', ...ssh(key))
  tag('v1.1.0', ...ssh(stranger))
  tag('v1.3.0', ...ssh(key), 'user.name=Bob', 'user.email=bob@example.org')
  tag('v2.0.0', 'user.signingkey=ada@example.org')
  tag('v2.1.0', 'user.signingkey=eve@example.org')
  const object = git([`--git-dir=${repository}`, 'rev-parse', 'refs/tags/v1.0.0'])
  git([`--git-dir=${repository}`, 'update-ref', 'refs/tags/v9.9.9', object])
  const plain = git([`--git-dir=${repository}`, 'rev-parse', 'refs/tags/v0.2.0'])
  git([`--git-dir=${repository}`, 'update-ref', 'refs/tags/v0.3.0', plain])
  forge('v1.0.0', 'v1.2.0')
  forge('v2.0.0', 'v2.2.0')
}, 60_000)

async function collected(
  name: string,
  tags?: unknown,
): Promise<{ of: (version: string) => ReleaseRecord['git']; summary: RunSummary }> {
  const config = join(folder, name)
  put(
    join(config, 'allowed_signers'),
    `ada@example.org namespaces="git" ${readFileSync(`${key}.pub`, 'utf8')}`,
  )
  put(join(config, 'keys.asc'), gpg('--armor', '--export'))
  const trust = tags === undefined ? {} : { trust: { tags } }
  const file = writeConfiguration(config, { repository, ...trust }, [{ id: 'product', tag: 'v{version}' }])
  const content = join(folder, `${name}-content`)
  const summary = await collectInto(content, { config: file })
  return { of: (version) => readRecord(content, 'product', version).git, summary }
}

const outcomeOf = ({ signature }: ReleaseRecord['git']) =>
  signature && [signature.sort, signature.outcome, ...signature.reasons.map(({ code }) => code)]

describe('tags without any configured signer', () => {
  test('are not verified, and cost no extra process', async () => {
    const { of, summary } = await collected('nobody')
    expect(outcomeOf(of('1.0.0'))).toEqual(['ssh', 'unverified', 'tag.no_signers'])
    expect(outcomeOf(of('2.0.0'))).toEqual(['gpg', 'unverified', 'tag.no_signers'])
    expect(of('0.1.0')).toMatchObject({ tagKind: 'lightweight', signature: null, otherName: null })
    expect(of('0.2.0')).toMatchObject({ tagKind: 'annotated', signature: null, otherName: null })
    expect((await collected('named', { allowedSigners: 'allowed_signers' })).summary.gitProcesses).toBe(
      summary.gitProcesses,
    )
  })

  test('stored under another name are caught all the same', async () => {
    const { of } = await collected('nobody')
    expect(of('9.9.9').otherName).toBe('v1.0.0')
    expect(outcomeOf(of('9.9.9'))).toEqual(['ssh', 'failed', 'tag.no_signers', 'tag.other_name'])
    expect(of('0.3.0')).toMatchObject({ otherName: 'v0.2.0', signature: null })
  })
})

describe('tags signed with SSH', () => {
  test('are verified by an allowed key, and by no other', async () => {
    const { of } = await collected('ssh', { allowedSigners: 'allowed_signers' })
    expect(of('1.0.0').signature).toEqual({
      sort: 'ssh',
      outcome: 'verified',
      signer: 'ada',
      reasons: [],
    })
    expect(outcomeOf(of('1.1.0'))).toEqual(['ssh', 'failed', 'tag.unknown_key'])
    expect(outcomeOf(of('1.2.0'))).toEqual(['ssh', 'failed', 'tag.wrong_signature'])
    expect(outcomeOf(of('2.0.0'))).toEqual(['gpg', 'unverified', 'tag.no_signers'])
  })

  test('by an allowed key under another address are verified, with signer and tagger named', async () => {
    const { of } = await collected('ssh', { allowedSigners: 'allowed_signers' })
    const { signature, tagger } = of('1.3.0')
    expect(tagger).toBe('Bob')
    expect(signature).toMatchObject({ outcome: 'verified', signer: 'ada', reasons: [] })
    expect(signature?.remarks?.map(sentence)).toEqual([
      'Signed by ada, whose key is allowed; tagged by Bob, under an address that this key is not allowed for.',
    ])
    expect(JSON.stringify(of('1.3.0'))).not.toContain('example.org')
  })

  test('fail under another name although the signature is valid', async () => {
    const { of } = await collected('ssh', { allowedSigners: 'allowed_signers' })
    expect(of('9.9.9').signature).toMatchObject({
      outcome: 'failed',
      signer: 'ada',
      reasons: [{ code: 'tag.other_name' }],
    })
  })
})

describe('tags signed with GPG', () => {
  test('are verified by a pinned key, and not by another key of the ring', async () => {
    const { of } = await collected('gpg', { gpg: { keys: 'keys.asc', fingerprints: [fingerprint] } })
    expect(of('2.0.0').signature).toEqual({
      sort: 'gpg',
      outcome: 'verified',
      signer: fingerprint,
      reasons: [],
    })
    expect(outcomeOf(of('2.1.0'))).toEqual(['gpg', 'failed', 'tag.unknown_key'])
    expect(outcomeOf(of('2.2.0'))).toEqual(['gpg', 'failed', 'tag.wrong_signature'])
  })
})

describe('a configuration of tags', () => {
  test('with unreadable lines ends with a clear message', async () => {
    const config = join(folder, 'wrong')
    put(join(config, 'signers'), 'ada@example.org cert-authority ssh-ed25519 AAAA\n')
    const file = writeConfiguration(config, { repository, trust: { tags: { allowedSigners: 'signers' } } })
    await expect(collectInto(join(folder, 'wrong-content'), { config: file })).rejects.toThrow(
      /signers, line 1: only a principal/,
    )
  })
})
