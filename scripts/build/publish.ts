import { hash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type DigestedRelease, digestDocuments } from '#decide/ledger/digests.ts'
import { publicationStatement } from '#decide/ledger/publication.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { foldersIn, listFiles, readPlain, writeNamed } from '#lib/files.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { recordPaths } from '#store/records.ts'

/**
 * Copies the ledger, the catalog's own facts, the scoring files as they were collected, every record (to `releases/<service>/<slug>.json`) and its evaluation (to
 * `releases/<service>/<slug>/evaluation.json`), and every superseded record (to `records/<sha256>.json`) as they are, with an index of all digests (`digests/<2 hex>.json`), below `api/v1/` of `out`: the published bytes are the bytes that were digested.
 */
export function publishRecords(content: string, out: string): void {
  const from = join(content, 'releases')
  for (const name of foldersIn(from)) {
    const target = join(out, 'api/v1/releases', name)
    mkdirSync(target, { recursive: true })
    for (const file of readdirSync(join(from, name)).filter((each) => each.endsWith('.json')))
      copyFileSync(join(from, name, file), join(target, file))
  }
  const evaluations = join(from, '.evaluations')
  for (const service of foldersIn(evaluations))
    for (const file of readdirSync(join(evaluations, service))) {
      const target = join(out, 'api/v1/releases', service, basename(file, '.json'))
      mkdirSync(target, { recursive: true })
      copyFileSync(join(evaluations, service, file), join(target, 'evaluation.json'))
    }
  copyFileSync(join(content, 'ledger.ndjson'), join(out, 'api/v1/ledger.ndjson'))
  copyFileSync(join(content, 'catalog.json'), join(out, 'api/v1/catalog.json'))
  if (existsSync(join(content, 'scoring.json'))) {
    mkdirSync(join(out, 'api/v1/scoring'), { recursive: true })
    copyFileSync(join(content, 'scoring.json'), join(out, 'api/v1/scoring/registry.json'))
  }
  publishDigests(content, join(out, 'api/v1/digests'))
  publishStatements(join(from, '.attestations'), join(out, 'api/v1/attestations'), publicationText(content))
  const folders = [
    ['records', 'api/v1/records'],
    ['evidence', 'evidence'],
  ] as const
  for (const [kept, published] of folders)
    if (existsSync(join(content, kept))) copyFlat(join(content, kept), join(out, published))
}

/** Writes which release and which evidence every digest belongs to, in 256 documents by how the digests begin. */
function publishDigests(content: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const [prefix, document] of digestDocuments(readFacts(content), digestedRecords(content)))
    writeNamed(join(to, `${prefix}.json`), JSON.stringify(document))
}

/** A record that was collected is valid, and only some of it is looked at here. */
function* digestedRecords(content: string): Generator<DigestedRelease> {
  for (const path of recordPaths(content)) {
    const bytes = readPlain(join(content, path))
    yield { record: JSON.parse(bytes.toString('utf8')), digest: hash('sha256', bytes) }
  }
}

function readFacts(content: string): CatalogFacts {
  return CatalogFacts.parse(JSON.parse(readPlain(join(content, 'catalog.json')).toString('utf8')))
}

/** The RFC 8785 text of what this publication says of itself. */
function publicationText(content: string): string {
  const ledgerSha256 = hash('sha256', readPlain(join(content, 'ledger.ndjson')))
  return canonical(publicationStatement(readFacts(content), ledgerSha256))
}

/**
 * Copies the statements about verdicts, adds the one about the publication, and lists all with their digests: one
 * signature over the list covers them.
 */
function publishStatements(from: string, to: string, publication: string): void {
  mkdirSync(to, { recursive: true })
  const sums = foldersIn(from).flatMap((service) => {
    mkdirSync(join(to, service), { recursive: true })
    return readdirSync(join(from, service))
      .sort()
      .map((file) => {
        const bytes = readPlain(join(from, service, file))
        writeNamed(join(to, service, file), bytes)
        return `${hash('sha256', bytes)}  ${service}/${file}\n`
      })
  })
  writeNamed(join(to, 'publication.json'), publication)
  sums.push(`${hash('sha256', publication)}  publication.json\n`)
  writeNamed(join(to, 'SHA256SUMS'), sums.join(''))
}

function copyFlat(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file))
}

/**
 * Copies the drawings that pages refer to from the folder where rendering left them into `site`, each once, and
 * forgets the others: a page that was not rendered anew refers to drawings of an earlier build.
 * @throws Error when a page refers to a drawing that is not there.
 */
export function publishDiagrams(drawn: string, site: string): void {
  const wanted = new Set<string>()
  for (const file of listFiles(site)) {
    if (file.endsWith('.html')) for (const name of referred(readPlain(join(site, file)))) wanted.add(name)
  }
  const there = new Set(existsSync(drawn) ? readdirSync(drawn) : [])
  const lost = [...wanted].find((name) => !there.has(name))
  if (lost !== undefined)
    throw new Error(
      `A page shows the diagram ${lost}, which is not in ${drawn}. Delete .cache/build and build again.`,
    )
  for (const name of there) if (!wanted.has(name)) rmSync(join(drawn, name))
  if (wanted.size > 0) mkdirSync(join(site, FOLDER), { recursive: true })
  for (const name of wanted) copyFileSync(join(drawn, name), join(site, FOLDER, name))
}

/**
 * The drawings that a page shows: names in `src` attributes, for text may say `diagrams/...svg` too. Searching the bytes is
 * several times as fast as making a text of every page.
 */
function* referred(page: Buffer): Generator<string> {
  for (let at = page.indexOf(FOLDER); at >= 0; at = page.indexOf(FOLDER, at + 1)) {
    const start = at + FOLDER.length
    const name = NAME.exec(page.toString('latin1', start, start + 21))
    if (name && ATTRIBUTE.test(page.toString('latin1', Math.max(0, at - LONGEST_BASE), at)))
      yield name[1] ?? ''
  }
}

const FOLDER = 'diagrams/'
const NAME = /^([0-9a-f]{16}\.svg)"/

/** Text can hold no quotation mark that an attribute would begin with: it is escaped. */
const ATTRIBUTE = /<img src="[^"<>]*\/$/
const LONGEST_BASE = 2000
