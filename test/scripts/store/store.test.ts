import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { takeLock } from '#store/lock.ts'
import { openStore, recover } from '#store/store.ts'
import { snapshot, temporaryFolder } from '../collect/collecting.ts'

const folder = temporaryFolder()
let count = 0
const fresh = () => join(folder, `${count++}`)
const text = (content: string, path: string) => readFileSync(join(content, path), 'utf8')

/** A catalog of two files. */
function filled(): string {
  const content = fresh()
  const store = openStore(content)
  store.write('releases/a/1.json', 'one')
  store.write('releases/b/1.json', 'two')
  store.commit()
  return content
}

describe('a change', () => {
  test('appears whole at its commit, and not before', () => {
    const content = filled()
    const store = openStore(content)
    store.write('releases/a/1.json', 'new')
    store.write('catalog.json', 'facts')
    store.remove('releases/b/1.json')
    expect(text(content, 'releases/a/1.json')).toBe('one')
    store.commit()
    expect(snapshot(content)).toEqual({
      'catalog.json': Buffer.from('facts').toString('base64'),
      'releases/a/1.json': Buffer.from('new').toString('base64'),
    })
  })

  test('that was never committed leaves no trace', () => {
    const content = filled()
    const before = snapshot(content)
    openStore(content).write('releases/a/1.json', 'new')
    recover(content)
    expect(snapshot(content)).toEqual(before)
  })

  test('that was interrupted while it was moved into place is finished', () => {
    const content = filled()
    const store = openStore(content)
    store.write('releases/a/1.json', 'new')
    store.write('releases/c/1.json', 'three')
    store.remove('releases/b/1.json')
    mkdirSync(join(content, 'releases/.next'), { recursive: true })
    writeFileSync(join(content, 'releases/.next/removed.json'), '["releases/b/1.json"]')
    renameSync(join(content, 'releases/.next'), join(content, 'releases/.commit'))
    recover(content)
    expect(text(content, 'releases/a/1.json')).toBe('new')
    expect(text(content, 'releases/c/1.json')).toBe('three')
    expect(readdirSync(join(content, 'releases')).sort()).toEqual(['a', 'c'])
  })
})

describe('a lock', () => {
  test('is refused while its process lives, and free once released', () => {
    const place = fresh()
    const unlock = takeLock(place)
    expect(() => takeLock(place)).toThrow(`${place} is being written by process ${process.pid}`)
    unlock()
    takeLock(place)()
    expect(readdirSync(place)).toEqual([])
  })

  test.each(['999999999\n', 'no number', ''])('of a process that is gone (%j) is taken over', (holder) => {
    const place = fresh()
    mkdirSync(place)
    writeFileSync(join(place, '.lock'), holder)
    const unlock = takeLock(place)
    expect(text(place, '.lock')).toBe(`${process.pid}\n`)
    unlock()
    expect(existsSync(join(place, '.lock'))).toBe(false)
  })
})
