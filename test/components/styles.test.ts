import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { listFiles } from '#lib/files.ts'

const src = resolve(import.meta.dirname, '../../src')
const sheets = readdirSync(join(src, 'styles')).map((name) => ({
  name,
  text: readFileSync(join(src, 'styles', name), 'utf8'),
}))
/** Everything that writes markup, or names a class for what does. */
const writers = [...listFiles(src)]
  .filter((file) => /\.(astro|ts)$/.test(file))
  .map((file) => readFileSync(join(src, file), 'utf8'))
  .join('\n')

test('every class of the style sheets is one that some page is written with', () => {
  const used = new Set(writers.split(/[^\w-]+/))
  const dead = sheets.flatMap(({ name, text }) =>
    classesOf(text)
      .filter((each) => !used.has(each))
      .map((each) => `${name}: .${each}`),
  )
  expect(dead).toEqual([])
})

test('every sheet is part of a page', () => {
  const imported = [
    ...`${writers}\n${sheets.map(({ text }) => text).join('\n')}`.matchAll(/([\w-]+\.css)['"]/g),
  ]
  const named = new Set(imported.map(([, name]) => name))
  expect(sheets.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([])
})

/** The classes that selectors name. */
function classesOf(css: string): string[] {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]*)\{/g)
  const names = [...selectors].flatMap(([, text = '']) =>
    [...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name),
  )
  return [...new Set(names)].filter((name) => !/^\d/.test(name))
}
