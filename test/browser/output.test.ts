import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { listFiles } from '#lib/files.ts'
import { slug } from '#model/slug.ts'
import { indexLines, pageKinds, readPage, releasePath } from './pages.ts'

const dist = inject('dist')
const files = [...listFiles(dist)].sort()

/**
 * 25 KB, and 8 KB on the way, however much evidence a release has: that has a page of its own. A blocker is a sentence with
 * its code, a row at its gate with the reason, and its artifact by name; more than one of them weigh more.
 */
const MOST = 25 * 1024
const MOST_PACKED = 8 * 1024
const A_BLOCKER = 500
const allowed = (blockers: number) => MOST + A_BLOCKER * Math.max(0, blockers - 1)

/** What must never leave the machine of who builds: addresses of people, keys, paths of home folders. */
const PRIVATE = {
  'e-mail address': /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/i,
  'GitHub token': /\bgh[pousr]_[A-Za-z0-9]{36}/,
  'AWS key': /\bAKIA[0-9A-Z]{16}\b/,
  'private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'Slack token': /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  'home folder': /\/(home|Users)\/[a-z]|\/root\//,
}

/** `[003]`: a rule's source, for whoever reads the code. */
const SOURCE_MARK = /\[00[0-4]\b[^\]\n]*\]/

describe('the built site', () => {
  test('is valid HTML on every kind of page', async () => {
    const validator = new HtmlValidate(new FileSystemConfigLoader())
    const faults: string[] = []
    for (const path of pageKinds()) {
      const { results } = await validator.validateString(readPage(path), join(dist, 'page.html'))
      for (const { messages } of results)
        faults.push(...messages.map((each) => `${path}: ${each.ruleId} ${each.message} (line ${each.line})`))
    }
    expect(faults).toEqual([])
  })

  test('discloses nothing private', () => {
    const told = files.filter(isText).flatMap((file) => {
      const text = readFileSync(join(dist, file), 'utf8')
      return Object.entries(PRIVATE).flatMap(([what, pattern]) => {
        const found = pattern.exec(text)
        return found ? [`${file}: ${what} ${found[0]}`] : []
      })
    })
    expect(told).toEqual([])
  })

  test('shows no reader the marks by which comments in the code cite their sources', () => {
    const marked = files
      .filter(isText)
      .filter((file) => SOURCE_MARK.test(readFileSync(join(dist, file), 'utf8')))
    expect(marked).toEqual([])
  })

  test('does not name the folder it was built in', () => {
    const root = resolve('.')
    expect(files.filter((file) => readFileSync(join(dist, file)).includes(`${root}/`))).toEqual([])
  })

  test('keeps every release page light', () => {
    const heavy = indexLines()
      .map((line) => {
        const page = readPage(releasePath(line))
        const bytes = Buffer.byteLength(page)
        return { path: releasePath(line), bytes, packed: gzipSync(page).length, most: allowed(line.blockers) }
      })
      .filter(({ bytes, packed, most }) => bytes > most || packed > MOST_PACKED)
    expect(heavy).toEqual([])
  })

  test('can be searched for every release', () => {
    const { service } = JSON.parse(readFileSync(join(dist, 'pagefind/facets.json'), 'utf8'))
    expect(Object.values(service).flat()).toHaveLength(indexLines().length)
  })

  test('has a page and a record for every release', () => {
    const held = new Set(files)
    const missing = indexLines().flatMap((line) =>
      [`${releasePath(line)}index.html`, `api/v1/releases/${line.service}/${slug(line.version)}.json`].filter(
        (file) => !held.has(file),
      ),
    )
    expect(missing).toEqual([])
  })

  test('holds no symbolic links, which GitHub Pages refuses', () => {
    const entries = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    expect(entries.filter((entry) => lstatSync(join(dist, entry)).isSymbolicLink())).toEqual([])
  })
})

describe('the site built again in another zone and language', () => {
  const again = resolve('.cache/test/again')
  let changed: string[]

  beforeAll(() => {
    const sample = ['--content', inject('content'), '--authored', 'test/sample']
    const args = ['scripts/build.ts', ...sample, '--out', again, '--base', '/catalog/']
    // Vitest sets BASE_URL and more, so nothing of this process's surroundings is handed on but the path.
    const env = {
      PATH: process.env['PATH'],
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
    }
    execFileSync(process.execPath, args, { env, stdio: 'pipe' })
    changed = differences(digests(dist), digests(again))
  })

  test('has the same pages and the same data', () => {
    expect(changed.filter((file) => !file.startsWith('pagefind/'))).toEqual([])
  })

  test('has the same search index', () => {
    expect(changed.filter((file) => file.startsWith('pagefind/'))).toEqual([])
  })
})

function isText(file: string): boolean {
  return /\.(html|json|js|css|svg|txt|xml|ndjson|ics)$/.test(file) && !file.startsWith('pagefind/')
}

function digests(folder: string): Map<string, string> {
  const names = [...listFiles(folder)].sort()
  return new Map(names.map((name) => [name, hash('sha256', readFileSync(join(folder, name)))]))
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort()
}
