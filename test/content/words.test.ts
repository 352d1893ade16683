import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles } from '#lib/files.ts'
import { TABLES } from '#messages/messages.ts'
import { isShipped } from './shipped.ts'

const GLOSSARY = 'content/guide/words.mdx'

/** A word of the glossary, and what nobody should have to read in its place. */
function notThis(): { word: string; instead: string }[] {
  const rows = readFileSync(GLOSSARY, 'utf8').matchAll(/^\| \*\*([^*]+)\*\* \|.*\| ([^|]*) \|$/gm)
  return [...rows].flatMap(([, instead = '', words = '']) =>
    words
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean)
      .map((word) => ({ word, instead })),
  )
}

const LIST = notThis()

/** The words in a text that the glossary has another for; what stands in code marks is a name, not a word. */
function strays(text: string): string[] {
  const told = text.replace(/`[^`]*`/g, ' ').replace(/<code>[^<]*<\/code>/g, ' ')
  return LIST.filter(({ word }) => new RegExp(`(?<![\\w.-])${word}(?![\\w-]|\\.\\w)`, 'i').test(told)).map(
    ({ word, instead }) => `${word}, not ${instead}`,
  )
}

const found = (texts: readonly (readonly [where: string, text: string])[]) =>
  texts.flatMap(([where, text]) => strays(text).map((stray) => `${where}: ${stray}`))

describe.runIf(isShipped)('the words of the glossary', () => {
  test('have others that are not used, and find them', () => {
    expect(LIST.length).toBeGreaterThan(20)
    const [first] = LIST
    expect(strays(`It is ${first?.word}.`)).toEqual([`${first?.word}, not ${first?.instead}`])
    expect(strays(`It is \`${first?.word}\`.`)).toEqual([])
  })

  test('are those of the guide and the runbooks', () => {
    const pages = ['content/guide', 'content/runbooks'].flatMap((folder) =>
      readdirSync(folder).map((name) => join(folder, name)),
    )
    const told = pages.filter((path) => path !== GLOSSARY)
    expect(found(told.map((path) => [path, prose(readFileSync(path, 'utf8'))] as const))).toEqual([])
  })

  test('are those of every message and remedy', () => {
    const told = Object.values(TABLES)
      .flatMap((table) => Object.entries(table))
      .map(
        ([code, said]) =>
          [
            code,
            said
              .filter((each) => typeof each === 'string')
              .join(' ')
              .replaceAll(/\{\w+\}/g, ' '),
          ] as const,
      )
    expect(told.length).toBeGreaterThan(200)
    expect(found(told)).toEqual([])
  })

  test('are those of every page', () => {
    const files = ['src/views', 'src/components', 'src/pages', 'src/layouts', 'src/client'].flatMap(
      (folder) => [...listFiles(folder)].map((name) => join(folder, name)),
    )
    expect(found(files.flatMap((path) => sentencesOf(path).map((text) => [path, text] as const)))).toEqual([])
  })
})

/** What a page of Markdown tells: its front matter's title and summary, and its text without blocks of code. */
function prose(text: string): string {
  const [, front = '', ...body] = text.split(/^---$/m)
  const told = [...front.matchAll(/^(?:title|summary): (.*)$/gm)].map(([, line]) => line)
  return [
    ...told,
    body
      .join('---')
      .replace(/```[\s\S]*?```/g, ' ')
      .replace(/\]\([^)]*\)/g, ' '),
  ].join('\n')
}

/** The text of a template, and what a program writes in words: strings with a blank in them. */
function sentencesOf(path: string): string[] {
  const source = readFileSync(path, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, ' ')
  const body = path.endsWith('.astro')
    ? source.split(/^---$/m)[2]
    : path.includes('components/')
      ? source
      : ''
  const markup = (body ?? '').replace(/<script[\s\S]*?<\/script>/g, ' ').replace(/=>/g, '')
  const between = [...markup.matchAll(/>([^<>{}]*[a-z][^<>{}]*)</g)].map(([, text = '']) => text)
  const written = [...source.matchAll(/'((?:[^'\\\n]|\\.)* (?:[^'\\\n]|\\.)*)'|`((?:[^`\\\n]|\\.)*)`/g)].map(
    ([, plain, made = '']) => plain ?? made.replace(/\$\{[^}]*\}/g, ' ').replace(/<[^>]*>/g, ' '),
  )
  // What gives a drawing its color is no text.
  return [...between, ...written.filter((text) => !text.startsWith('class '))]
}
