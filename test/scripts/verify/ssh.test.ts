import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { allowedFor, readAllowedSigners } from '#verify/ssh/allowed-signers.ts'
import { sshKeyOf } from '#verify/ssh/signature.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalog-ssh-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MESSAGE = Buffer.from('object abc\ntype commit\ntag v1\n\nOne\n')
const SORTS = [
  ['ed25519', []],
  ['ecdsa', ['-b', '256']],
  ['ecdsa', ['-b', '384']],
  ['ecdsa', ['-b', '521']],
  ['rsa', ['-b', '2048']],
] as const

const made = SORTS.map(([sort, options]) => {
  const name = [sort, ...options].join('')
  const file = join(folder, name)
  keygen('-q', '-t', sort, ...options, '-N', '', '-C', name, '-f', file)
  return { name, publicKey: readFileSync(`${file}.pub`, 'utf8').trim(), armor: signed(file, MESSAGE) }
})
const [ed] = made
if (!ed) throw new Error('There is no key.')

function keygen(...args: string[]): void {
  execFileSync('ssh-keygen', args, { stdio: 'pipe' })
}

function signed(key: string, message: Buffer, namespace = 'git'): string {
  writeFileSync(join(folder, 'message'), message)
  rmSync(join(folder, 'message.sig'), { force: true })
  keygen('-q', '-Y', 'sign', '-n', namespace, '-f', key, join(folder, 'message'))
  return readFileSync(join(folder, 'message.sig'), 'latin1')
}

describe('a signature that ssh-keygen made', () => {
  test.each(made.map((each) => [each.name, each] as const))(
    'with %s gives its key',
    (_, { armor, publicKey }) => {
      const key = sshKeyOf(armor, MESSAGE)
      expect('key' in key && key.key.toString('base64')).toBe(publicKey.split(' ')[1])
    },
  )

  test.each(made.map((each) => [each.name, each] as const))(
    'with %s is not one over another message',
    (_, { armor }) => {
      expect(sshKeyOf(armor, Buffer.from('other'))).toEqual({ code: 'tag.wrong_signature', isWrong: true })
    },
  )

  test('for another namespace says so', () => {
    const armor = signed(join(folder, 'ed25519'), MESSAGE, 'file')
    expect(sshKeyOf(armor, MESSAGE)).toMatchObject({ code: 'tag.other_namespace' })
  })

  test.each([
    ['cut off', (armor: string) => armor.slice(0, -60)],
    ['with a changed first line', (armor: string) => armor.replace('SSH SIGNATURE', 'SSH SIGNATUR')],
    ['with a longer blob', longer],
    ['empty', () => '-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n'],
  ])('%s is broken', (_, spoil) => {
    expect(sshKeyOf(spoil(ed.armor), MESSAGE)).toEqual({ code: 'tag.broken_signature', isWrong: true })
  })

  test('never passes with a byte changed anywhere', () => {
    const lines = ed.armor.split('\n')
    const bytes = Buffer.from(lines.slice(1, -2).join(''), 'base64')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const armor = [lines[0], changed.toString('base64'), lines.at(-2), ''].join('\n')
      const key = sshKeyOf(armor, MESSAGE)
      expect('key' in key && key.key.toString('base64') === ed.publicKey.split(' ')[1], `byte ${at}`).toBe(
        false,
      )
    }
  })
})

function longer(armor: string): string {
  const lines = armor.trim().split('\n')
  const bytes = Buffer.concat([Buffer.from(lines.slice(1, -1).join(''), 'base64'), Buffer.from('x')])
  return [lines[0], bytes.toString('base64'), lines.at(-1), ''].join('\n')
}

describe('an allowed signers file', () => {
  const at = Date.parse('2026-03-01T12:00:00Z')
  const found = (line: string, moment: number | null = at) => {
    const { signers, refused } = readAllowedSigners(line)
    expect(refused).toEqual([])
    return allowedFor(
      signers,
      Buffer.from(ed.publicKey.split(' ')[1] ?? '', 'base64'),
      moment,
      'ada@example.org',
    )
  }

  test.each([
    ['plainly', `ada@example.org ${ed.publicKey}`],
    ['with its namespace', `ada@example.org namespaces="file,git" ${ed.publicKey}`],
    [
      'with dates around it',
      `ada@example.org valid-after="20260101",valid-before="20260401Z" ${ed.publicKey}`,
    ],
    [
      'between others',
      `# comment\n\nbob@example.org ${made[1]?.publicKey}\nada@example.org ${ed.publicKey}\n`,
    ],
    [
      'twice, once too late',
      `eve@example.org valid-after="20270101" ${ed.publicKey}\nada@example.org ${ed.publicKey}`,
    ],
  ])('names a key %s', (_, line) => {
    expect(found(line)).toEqual({ principals: 'ada@example.org', isTagger: true })
  })

  test('may name several principals in quotation marks', () => {
    const principals = 'ada@example.org, bob'
    expect(found(`"${principals}" ${ed.publicKey}`)).toEqual({ principals, isTagger: true })
  })

  test.each([
    ['another key', `ada@example.org ${made[1]?.publicKey}`, at, 'tag.unknown_key'],
    ['another namespace', `ada@example.org namespaces="file" ${ed.publicKey}`, at, 'tag.other_namespace'],
    ['a later start', `ada@example.org valid-after="20260302" ${ed.publicKey}`, at, 'tag.outside_validity'],
    [
      'an end at that very moment',
      `ada@example.org valid-before="20260301120000Z" ${ed.publicKey}`,
      at,
      'tag.outside_validity',
    ],
    [
      'dates, and a tag without one',
      `ada@example.org valid-before="20270101" ${ed.publicKey}`,
      null,
      'tag.outside_validity',
    ],
  ])('with %s does not allow it', (_, line, moment, code) => {
    expect(found(line, moment)).toEqual({ code })
  })

  test.each([
    ['a certificate authority', `ada@example.org cert-authority ${ed.publicKey}`],
    ['an unknown option', `ada@example.org restrict="x" ${ed.publicKey}`],
    ['a date that is none', `ada@example.org valid-after="soon" ${ed.publicKey}`],
    ['no key', 'ada@example.org'],
    ['another sort before the key', `ada@example.org ssh-rsa ${ed.publicKey.split(' ')[1]}`],
  ])('with %s is refused by the number of the line', (_, line) => {
    expect(readAllowedSigners(`# x\n${line}`)).toMatchObject({ signers: [], refused: [2] })
  })
})
