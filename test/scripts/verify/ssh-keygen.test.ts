import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allowedFor, readAllowedSigners } from '#verify/ssh/allowed-signers.ts'
import { sshKeyOf } from '#verify/ssh/signature.ts'

const MESSAGE = 'object abc\ntype commit\ntag v1\n\nOne\n'
const KEYS = [
  ['ed25519', ['-t', 'ed25519']],
  ['ECDSA', ['-t', 'ecdsa', '-b', '384']],
  ['RSA', ['-t', 'rsa', '-b', '2048']],
] as const

/** What is verified: a signature over a message, by somebody, at a time, with a list of allowed signers. */
type Question = { signers: string; identity: string; at: string; message: string; armor: string }

const folder = mkdtempSync(join(tmpdir(), 'catalog-ssh-keygen-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** True when ssh-keygen accepts the signature for git. */
function keygenAccepts({ signers, identity, at, message, armor }: Question): boolean {
  const [list, signature] = [join(folder, 'allowed'), join(folder, 'signature')]
  writeFileSync(list, signers)
  writeFileSync(signature, armor, 'latin1')
  const time = ['-O', `verify-time=${at.replaceAll(/[-:TZ]/g, '')}Z`]
  const args = ['-Y', 'verify', '-n', 'git', ...time, '-I', identity, '-f', list, '-s', signature]
  return spawnSync('ssh-keygen', args, { input: message, env: { ...process.env, TZ: 'UTC' } }).status === 0
}

/** True when our own verification does, for a tagger of that address. */
function weAccept({ signers, identity, at, message, armor }: Question): boolean {
  const signed = sshKeyOf(armor, Buffer.from(message))
  if (!('key' in signed)) return false
  const allowed = allowedFor(readAllowedSigners(signers).signers, signed.key, Date.parse(at), identity)
  return 'principals' in allowed && allowed.isTagger
}

function signed(key: string, namespace = 'git'): string {
  const file = join(folder, 'message')
  writeFileSync(file, MESSAGE)
  rmSync(`${file}.sig`, { force: true })
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', key, file], { stdio: 'pipe' })
  return readFileSync(`${file}.sig`, 'latin1')
}

describe.each(KEYS)('a signature with %s', (name, options) => {
  const key = join(folder, name)
  let publicKey = ''
  let good: Question
  beforeAll(() => {
    execFileSync('ssh-keygen', ['-q', ...options, '-N', '', '-C', '', '-f', key], { stdio: 'pipe' })
    publicKey = readFileSync(`${key}.pub`, 'utf8').trim()
    const signers = `eve@example.org ${publicKey}\n`
    const at = '2026-05-01T10:00:00Z'
    good = { signers, identity: 'eve@example.org', at, message: MESSAGE, armor: signed(key) }
  })

  test('is accepted by ssh-keygen and here, over its message only', () => {
    for (const accepts of [keygenAccepts, weAccept]) {
      expect(accepts(good)).toBe(true)
      expect(accepts({ ...good, message: `${MESSAGE} ` })).toBe(false)
      expect(accepts({ ...good, armor: signed(key, 'file') })).toBe(false)
    }
  })

  test('is judged as ssh-keygen judges it by the list of allowed signers', () => {
    const lines = [
      ['*@example.org', true],
      ['eve@example.?rg', true],
      ['bob@example.org,eve@example.org', true],
      ['*@example.org,!eve@example.org', false],
      ['bob@example.org', false],
      ['eve@example.org namespaces="git"', true],
      ['eve@example.org namespaces="file,git"', true],
      ['eve@example.org namespaces="file"', false],
      ['eve@example.org valid-after="20260501095959Z"', true],
      ['eve@example.org valid-after="20260501100001Z"', false],
      ['eve@example.org valid-before="20260501100001Z"', true],
      ['eve@example.org valid-before="202605010959Z"', false],
    ] as const
    for (const [line, accepted] of lines) {
      const question = { ...good, signers: `${line} ${publicKey}\n` }
      expect([line, keygenAccepts(question), weAccept(question)]).toEqual([line, accepted, accepted])
    }
  })

  test('is judged as ssh-keygen judges it with a byte of it changed', () => {
    const [first = '', ...rest] = good.armor.split('\n')
    const body = Buffer.from(rest.slice(0, -2).join(''), 'base64')
    for (let at = 0; at < body.length; at += Math.ceil(body.length / 12)) {
      const changed = Buffer.from(body)
      changed[at] = (changed[at] ?? 0) ^ 1
      const text = changed.toString('base64').replaceAll(/.{70}/g, '$&\n')
      const question = { ...good, armor: [first, text, ...rest.slice(-2)].join('\n') }
      expect([at, weAccept(question)]).toEqual([at, keygenAccepts(question)])
    }
  })
})
