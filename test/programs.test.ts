import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lackingPrograms } from './programs.ts'

describe('test files that need a program of the system', () => {
  const needy = lackingPrograms(() => false)

  test('are all run where every program is there', () => {
    expect(lackingPrograms(() => true).size).toBe(0)
  })

  test('are left out, each with what it lacks, where one is not', () => {
    const lacking = lackingPrograms((name) => name !== 'gpg')
    expect([...lacking]).toEqual([['test/scripts/collect/signed-tags.test.ts', ['gpg']]])
  })

  test('are there, and are all that run such a program outside a single test', () => {
    for (const file of needy.keys()) expect(existsSync(file)).toBe(true)
    const running = globSync('test/**/*.test.ts').filter((file) => {
      const text = readFileSync(file, 'utf8')
      return /Sync\(\s*'(gpg|ssh-keygen|sha256sum)'/.test(text) && !text.includes('hasProgram(')
    })
    expect(running.sort()).toEqual([...needy.keys()].sort())
  })
})
