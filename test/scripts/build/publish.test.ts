import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishDiagrams } from '#build/publish.ts'

const NAMES = ['0123456789abcdef.svg', '00000000000000aa.svg', 'ffffffffffffffff.svg'] as const
let drawn: string
let site: string

beforeEach(() => {
  drawn = mkdtempSync(join(tmpdir(), 'drawn-'))
  site = mkdtempSync(join(tmpdir(), 'site-'))
  for (const name of NAMES) writeFileSync(join(drawn, name), `<svg>${name}</svg>`)
})

afterEach(() => {
  for (const folder of [drawn, site]) rmSync(folder, { recursive: true })
})

function page(path: string, ...shown: string[]) {
  mkdirSync(join(site, path), { recursive: true })
  const images = shown.map((name) => `<img src="/base/diagrams/${name}" alt="">`)
  writeFileSync(join(site, path, 'index.html'), `<p>diagrams/ are here</p>${images.join('')}`)
}

test('the site gets each drawing that a page shows, once', () => {
  page('a', NAMES[0], NAMES[1])
  page('b', NAMES[1])
  publishDiagrams(drawn, site)
  expect(readdirSync(join(site, 'diagrams')).sort()).toEqual([NAMES[1], NAMES[0]])
  expect(readFileSync(join(site, 'diagrams', NAMES[0]), 'utf8')).toBe(`<svg>${NAMES[0]}</svg>`)
})

test('a drawing that no page shows is removed', () => {
  page('a', NAMES[0])
  publishDiagrams(drawn, site)
  expect(readdirSync(drawn)).toEqual([NAMES[0]])
})

test('a site without drawings has no folder for them', () => {
  page('a')
  publishDiagrams(join(drawn, 'nothing'), site)
  expect(readdirSync(site)).toEqual(['a'])
})

test('a page that only speaks of a drawing shows none', () => {
  page('a', NAMES[0])
  const text =
    '<li>Use diagrams/1111111111111111.svg in the readme</li><p title="/diagrams/1111111111111111.svg">'
  writeFileSync(join(site, 'a/said.html'), `${text}&lt;img src=&quot;/diagrams/1111111111111111.svg&quot;>`)
  publishDiagrams(drawn, site)
  expect(readdirSync(join(site, 'diagrams'))).toEqual([NAMES[0]])
})

test('a page that shows a lost drawing stops the build', () => {
  page('a', '1111111111111111.svg')
  expect(() => publishDiagrams(drawn, site)).toThrow('A page shows the diagram 1111111111111111.svg')
})
