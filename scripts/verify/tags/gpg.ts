import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeNamed } from '#lib/files.ts'
import type { SignedTag } from './signed-tag.ts'

/** Fingerprint of the key that signed; a code when it did not, or cannot be told. */
export type GpgAnswer = { fingerprint: string } | { code: string; isWrong: boolean }

/** A key ring of our own: nothing of the person's is used, and nothing stays. */
export type Gpg = { verify: (tag: SignedTag) => Promise<GpgAnswer>; close: () => void }

/**
 * Makes a key ring of exported public keys. GnuPG runs once for it, when first needed, and once a tag, one after the other.
 * @param keys what `gpg --export` writes, armored or not.
 */
export function openGpg(keys: Buffer): Gpg {
  let home: Promise<string> | null = null
  let made: string | null = null
  let last: Promise<unknown> = Promise.resolve()
  const importKeys = async () => {
    made = mkdtempSync(join(tmpdir(), 'catalog-gpg-'))
    await runGpg(made, ['--import'], keys)
    return made
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }
  return {
    verify: (tag) =>
      inTurn(async () => {
        home ??= importKeys()
        return verifyIn(await home, tag)
      }),
    close: () => {
      if (made !== null) rmSync(made, { recursive: true, force: true })
    },
  }
}

async function verifyIn(home: string, { payload, armor }: SignedTag): Promise<GpgAnswer> {
  const file = join(home, 'signature.asc')
  writeNamed(file, armor, 'latin1')
  const { code, status } = await runGpg(home, ['--status-fd', '1', '--verify', file, '-'], payload)
  if (code === null) return { code: 'tag.no_gpg', isWrong: false }
  const lines = status
    .split('\n')
    .filter((line) => line.startsWith('[GNUPG:] '))
    .map((line) => line.slice(9).split(' '))
  const says = (word: string) => lines.filter(([first]) => first === word)
  if (says('NO_PUBKEY').length > 0) return { code: 'tag.unknown_key', isWrong: false }
  const valid = says('VALIDSIG')
  // The last word of VALIDSIG is the fingerprint of the primary key.
  const fingerprint = valid[0]?.at(-1)
  const isGood = code === 0 && valid.length === 1 && says('GOODSIG').length === 1 && fingerprint !== undefined
  return isGood ? { fingerprint } : { code: 'tag.wrong_signature', isWrong: true }
}

/** Runs gpg with a home of its own. `code` is null when there is no gpg. */
function runGpg(
  home: string,
  args: readonly string[],
  input: Buffer,
): Promise<{ code: number | null; status: string }> {
  const child = spawn(
    'gpg',
    ['--homedir', home, '--batch', '--no-tty', '--quiet', '--trust-model', 'always', ...args],
    {
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: null, status: '' }))
    child.on('close', (code) =>
      resolve({ code: code ?? 1, status: Buffer.concat(chunks).toString('latin1') }),
    )
  })
}
