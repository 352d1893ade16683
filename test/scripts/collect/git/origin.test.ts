import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { originOf, repositoryPage } from '#collect/git/origin.ts'
import { temporaryFolder } from '../collecting.ts'

const folder = temporaryFolder()

describe('the origin of a clone', () => {
  const origin = (name: string, config: string) => {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'config'), config)
    return originOf(join(folder, name))
  }

  test('is what its configuration names, and no other remote', () => {
    const other = '[remote "fork"]\n\turl = https://github.com/me/fork.git\n'
    const own =
      '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/acme/pay.git\n\tfetch = +refs/*\n'
    expect(origin('own', other + own)).toBe('https://github.com/acme/pay.git')
    expect(origin('fork', other)).toBeNull()
    expect(originOf(join(folder, 'nowhere'))).toBeNull()
  })

  test('is not looked for in what the configuration includes', () => {
    writeFileSync(join(folder, 'included'), '[remote "origin"]\n\turl = https://evil.example/x\n')
    expect(origin('including', `[include]\n\tpath = ${join(folder, 'included')}\n`)).toBeNull()
  })
})

describe('the page of a repository', () => {
  test.each([
    ['https://github.com/acme/pay.git', 'https://github.com/acme/pay'],
    ['https://user:secret@github.com/acme/pay', 'https://github.com/acme/pay'],
    ['git@github.com:acme/pay.git', 'https://github.com/acme/pay'],
    ['ssh://git@gitlab.example:2222/acme/group/pay.git/', 'https://gitlab.example/acme/group/pay'],
    ['https://github.com/acme/pay?token=secret', 'https://github.com/acme/pay'],
    ['/srv/git/pay.git', null],
    ['../pay', null],
    ['file:///srv/git/pay.git', null],
    ['https://127.0.0.1/pay', null],
    ['git@host:/srv/pay', null],
  ])('of %s is %s', (address, page) => {
    expect(repositoryPage(address)).toBe(page)
  })
})
