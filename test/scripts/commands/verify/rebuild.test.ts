import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { audit } from '#commands/verify/audit.ts'
import { differingFiles, rebuildEnvironment } from '#commands/verify/rebuild.ts'
import { collectInto, put, temporaryFolder } from '../../collect/collecting.ts'
import { dossierSteps, dossierText } from '../../collect/dossiers.ts'
import { buildRepository } from '../../collect/fast-import.ts'

const folder = temporaryFolder()

describe('a site that is compared with one built anew', () => {
  test('differs in a page that was edited, in a file too many and in one too few', () => {
    const [site, out] = [join(folder, 'site'), join(folder, 'out')]
    const files = (at: string, texts: Record<string, string>) => {
      for (const [path, text] of Object.entries(texts)) put(join(at, path), text)
      return new Set(Object.keys(texts))
    }
    const built = { 'index.html': 'NO-GO', 'a/index.html': 'same', 'gone.css': 'x' }
    const expected = files(out, built)
    files(site, { 'index.html': 'GO', 'a/index.html': 'same', 'b/index.html': 'more' })
    expect(differingFiles(site, out, expected).map(({ code, args }) => [code, args['file']])).toEqual([
      ['ledger.file_unknown', join(site, 'b/index.html')],
      ['ledger.document_missing', join(site, 'gone.css')],
      ['ledger.page_differs', join(site, 'index.html')],
    ])
    expect(differingFiles(out, out, expected)).toEqual([])
  })

  test('has to be the folder of a site', async () => {
    const content = join(folder, 'content')
    const repository = buildRepository(join(folder, 'product'), dossierSteps('1.0.0', dossierText('1.0.0')))
    await collectInto(content, { repository })
    await expect(audit(content, null, { rebuild: { authored: 'content' } })).rejects.toThrow(
      /takes the folder of a built site/,
    )
  })
})

test('a rebuild draws every diagram itself, whatever an earlier build left', () => {
  vi.stubEnv('CATALOG_DRAWINGS', '/elsewhere')
  expect(rebuildEnvironment('/scratch')['CATALOG_DRAWINGS']).toBe('/scratch/drawings')
  vi.unstubAllEnvs()
})
