import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pemPublicKey, sampleKey, sshPublicKey, sshSignature } from '#sample/keys.ts'
import { hasProgram } from '../../programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the keys of the sample', () => {
  test('follow from their names, and no two names share one', () => {
    const der = (name: string) => sampleKey(name).export({ format: 'der', type: 'pkcs8' }).toString('hex')
    expect(der('hana')).toBe(der('hana'))
    expect(der('hana')).not.toBe(der('stranger'))
  })

  test('are those that the sample’s configuration trusts', () => {
    expect(readFileSync('test/sample/trust/sample-ci.pub', 'utf8')).toBe(pemPublicKey('sample-ci'))
    const allowed = readFileSync('test/sample/trust/allowed_signers', 'utf8')
    expect(allowed).toContain(`hana.suzuki@example.org namespaces="git" ${sshPublicKey('hana')}\n`)
    expect(allowed).not.toContain(sshPublicKey('stranger'))
  })

  test.skipIf(!hasProgram('ssh-keygen'))(
    'sign tags in a way that ssh-keygen verifies, and only the text that was signed',
    () => {
      const signature = join(folder, 'text.sig')
      writeFileSync(signature, sshSignature('hana', 'the text of a tag\n'))
      const verify = (text: string) =>
        execFileSync(
          'ssh-keygen',
          [
            '-Y',
            'verify',
            '-f',
            'test/sample/trust/allowed_signers',
            '-I',
            'hana.suzuki@example.org',
            '-n',
            'git',
            '-s',
            signature,
          ],
          { input: text, stdio: 'pipe' },
        ).toString()
      expect(verify('the text of a tag\n')).toContain('Good "git" signature')
      expect(() => verify('another text\n')).toThrow()
    },
  )
})
