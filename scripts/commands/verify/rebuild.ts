import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { SCORING_FILE } from '#collect/configuration/scoring.ts'
import { EVALUATIONS, STATEMENTS } from '#collect/statements.ts'
import { CliError } from '#lib/cli-error.ts'
import { foldersIn, listFiles, readPlain, writeNamed } from '#lib/files.ts'
import { programFile } from '#lib/places.ts'
import { type Finding, finding } from '#model/finding.ts'
import { baseOf, contentDocuments, type Documented } from './documents.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'

/** What a build takes besides what is published: the texts that people wrote, and the origin that pages name. */
export type Rebuild = { authored: string; root?: string | null | undefined; site?: string | undefined }

/**
 * Builds the site anew from what is published, and compares every file byte by byte: builds are reproducible.
 * @param name folder of a built site.
 * @throws CliError 2 when the place is no folder of a site, 1 when it cannot be built.
 */
export async function auditRebuilt(
  name: string,
  place: PublishedPlace,
  documented: Documented,
  { authored, root, site }: Rebuild,
): Promise<AuditStep> {
  if (!place.isSite || place.files() === null)
    throw new CliError(
      '--rebuild takes the folder of a built site: fetch the published one into a folder first.',
    )
  const scratch = mkdtempSync(join(tmpdir(), 'catalog-rebuilt-'))
  try {
    const content = join(scratch, 'content')
    restoreContent(name, content, documented)
    const out = join(scratch, 'site')
    const base = await baseOf(place, documented.facts)
    const origin = site === undefined ? [] : ['--site', site]
    const home = root ? ['--root', root] : []
    const places = ['--content', content, '--authored', authored, '--out', out, '--base', base]
    const { status } = spawnSync(process.execPath, [programFile('build'), ...home, ...places, ...origin], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: rebuildEnvironment(scratch),
    })
    if (status !== 0) throw new CliError('The site could not be built anew; the reason stands above.', 1)
    const expected = listFiles(out)
    return { name: 'rebuilt', checked: expected.size, faults: differingFiles(name, out, expected) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Nothing that was drawn before is used: what fills that cache is what is to be checked. */
export function rebuildEnvironment(scratch: string): NodeJS.ProcessEnv {
  return { ...process.env, CATALOG_DRAWINGS: join(scratch, 'drawings') }
}

/** A content folder with what a site publishes of it, and the indexes that follow from that. */
function restoreContent(site: string, content: string, documented: Documented): void {
  const api = join(site, 'api/v1')
  const copy = (from: string, to: string) => {
    if (!existsSync(from)) return
    mkdirSync(dirname(join(content, to)), { recursive: true })
    cpSync(from, join(content, to), { recursive: true })
  }
  for (const service of foldersIn(join(api, 'releases')))
    for (const file of listFiles(join(api, 'releases', service))) {
      const from = join(api, 'releases', service, file)
      if (basename(file) === 'evaluation.json') copy(from, `${EVALUATIONS}/${service}/${dirname(file)}.json`)
      else copy(from, `releases/${service}/${file}`)
    }
  for (const service of foldersIn(join(api, 'attestations')))
    copy(join(api, 'attestations', service), `${STATEMENTS}/${service}`)
  copy(join(api, 'records'), 'records')
  for (const file of ['catalog.json', 'ledger.ndjson']) copy(join(api, file), file)
  copy(join(api, 'scoring/registry.json'), SCORING_FILE)
  for (const digest of existsSync(join(site, 'evidence')) ? listFiles(join(site, 'evidence')) : [])
    if (/^[0-9a-f]{64}$/.test(digest)) copy(join(site, 'evidence', digest), `evidence/${digest}`)
  for (const [path, text] of contentDocuments(documented)) writeNamed(join(content, path), text)
}

/** Every file of a site that is not the one built anew, in the order of their paths. @param expected paths of what was built. */
export function differingFiles(site: string, out: string, expected: ReadonlySet<string>): Finding[] {
  const found = listFiles(site)
  const all = [...new Set([...expected, ...found])].sort()
  return all.flatMap((path) => {
    const file = join(site, path)
    if (!found.has(path)) return [finding('ledger.document_missing', { file })]
    if (!expected.has(path)) return [finding('ledger.file_unknown', { file })]
    return readPlain(file).equals(readPlain(join(out, path)))
      ? []
      : [finding('ledger.page_differs', { file })]
  })
}
