import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { initCatalog, workflowText } from '#commands/init.ts'
import { placesOf } from '#lib/places.ts'
import { CatalogConfiguration } from '#model/catalog.ts'
import { temporaryFolder } from '../collect/collecting.ts'
import { git } from '../collect/fast-import.ts'

const folder = temporaryFolder()
const root = join(folder, 'shop')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const given = { ...placesOf(folder), root, cache: join(folder, 'cache'), yes: true }
let said: string[]

beforeAll(async () => {
  mkdirSync(root)
  const as = ['-C', root, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']
  git(['init', '-q', root])
  git([...as, 'commit', '-q', '--allow-empty', '-m', 'First'])
  for (const tag of ['api/v1.0.0', 'web@2.0.0']) git([...as, 'tag', tag])
  git([...as, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git'])
  said = await initCatalog({ ...given, environments: ['staging', 'production'], uses: 'acme/catalog@v1.2.3' })
})

describe('catalog init', () => {
  test('writes a configuration that is valid, a page for each service, and the workflow', () => {
    expect(CatalogConfiguration.parse(parse(read('catalog/catalog.yaml')))).toMatchObject({
      title: 'Releases of shop',
      repositoryUrl: 'https://github.com/acme/shop',
      environments: [{ id: 'staging', title: 'Staging' }, { id: 'production' }],
    })
    expect(read('catalog/services/api.mdx')).toContain('tag: api/{version}')
    expect(read('catalog/services/web.mdx')).toContain('tag: web@{version}')
    expect(read('.github/workflows/catalog.yml')).toBe(
      workflowText({ branch: 'main', uses: 'acme/catalog@v1.2.3' }),
    )
    expect(said.join('\n')).toContain('https://github.com/acme/shop/settings/pages')
  })

  test('overwrites nothing, and says what it kept', async () => {
    writeFileSync(join(root, 'catalog/catalog.yaml'), 'title: Mine\n')
    const again = await initCatalog({ ...given, title: 'Other', uses: 'acme/catalog@v9' })
    expect(read('catalog/catalog.yaml')).toBe('title: Mine\n')
    expect(read('.github/workflows/catalog.yml')).toContain('@v1.2.3')
    expect(again.filter((line) => line.startsWith('kept'))).toHaveLength(4)
  })

  test.each([
    [{ environments: ['Staging Area'] }, 'Staging Area: Write ids'],
    [{ environments: ['a', 'a'] }, 'a,a: Write ids'],
    [{ uses: 'acme' }, 'acme: Write it as owner/name@version.'],
    [{ branch: 'main]' }, 'main]: Write the name of a branch'],
    [{ title: '' }, 'Write one line'],
  ])('refuses %j before anything is written', async (answers, message) => {
    const other = join(folder, 'other')
    git(['init', '-q', other])
    await expect(initCatalog({ ...given, root: other, ...answers })).rejects.toThrow(message)
    expect(existsSync(join(other, 'catalog'))).toBe(false)
  })

  test('needs a repository', async () => {
    const bare = join(folder, 'bare')
    mkdirSync(bare)
    await expect(initCatalog({ ...given, root: bare })).rejects.toThrow('lies in no git repository')
  })
})

describe('the workflow that a repository needs', () => {
  const text = workflowText({ branch: 'main', uses: 'acme/catalog@v1.2.3' })
  const { on, jobs, permissions } = parse(text)

  test('has at most 25 lines, and names the program once', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25)
    expect(text.match(/@v1\.2\.3/g)).toHaveLength(1)
  })

  test('lets a tag start a run of the default branch, and nothing else', () => {
    expect(on.push).toEqual({ branches: ['main'], tags: ['**'] })
    expect(permissions).toEqual({})
    expect(jobs.tell).toMatchObject({ if: "github.ref_type == 'tag'", permissions: { actions: 'write' } })
    expect(jobs.publish.if).toBe("github.ref_type == 'branch'")
  })

  test('gives what it calls the rights that the jobs there ask for, and no more', () => {
    const called = parse(readFileSync('.github/workflows/catalog.yml', 'utf8'))
    const asked = Object.values<{ permissions: Record<string, string> }>(called.jobs).map(
      (job) => job.permissions,
    )
    const all = new Map<string, string>()
    for (const [right, level] of asked.flatMap(Object.entries))
      if (all.get(right) !== 'write') all.set(right, level)
    expect(jobs.publish.permissions).toEqual(Object.fromEntries(all))
  })
})
