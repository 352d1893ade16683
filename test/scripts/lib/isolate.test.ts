import { describe, expect, test } from 'vitest'
import { CliError } from '#lib/cli-error.ts'
import { faultName, isolated, isolatedNow } from '#lib/isolate.ts'

/** Whatever may be thrown, and what it is called. */
const THROWN: readonly [unknown, string][] = [
  [new TypeError('secret'), 'TypeError'],
  [new RangeError('Maximum call stack size exceeded'), 'RangeError'],
  [Object.assign(new Error('/home/ada'), { code: 'EACCES' }), 'EACCES'],
  [Object.assign(new Error('x'), { name: '\u001b[31m' }), 'Error'],
  [null, 'a thrown null'],
  [undefined, 'a thrown undefined'],
  ['text', 'a thrown string'],
  [{}, 'a thrown object'],
]

describe('what is thrown', () => {
  test.each(THROWN)('has a name that quotes nothing of it: %#', (thrown, name) => {
    expect(faultName(thrown)).toBe(name)
  })

  test('has one even where it cannot be looked at', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(faultName(proxy)).toBe('a thrown value')
  })

  test.each(THROWN)('stays with the work that threw it: %#', async (thrown, name) => {
    const act = () => {
      throw thrown
    }
    expect(isolatedNow(act, (what) => what)).toBe(name)
    expect(await isolated(act, (what) => what)).toBe(name)
    expect(
      await isolated(
        () => Promise.reject(thrown),
        async (what) => what,
      ),
    ).toBe(name)
  })

  test.each([
    new CliError('Try again later.', 75),
    Object.assign(new Error('no space left'), { code: 'ENOSPC' }),
    Object.assign(new Error('too many open files'), { code: 'EMFILE' }),
  ])('passes through where it concerns the whole run: %s', async (error) => {
    await expect(
      isolated(
        () => Promise.reject(error),
        () => null,
      ),
    ).rejects.toBe(error)
  })
})
