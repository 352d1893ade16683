import { hash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Copies the ledger, the catalog's own facts and every record (to `releases/<service>/<slug>.json`) as they are below
 * `api/v1/` of `out`: the published bytes are the bytes that were digested.
 */
export function publishRecords(content: string, out: string): void {
  const from = join(content, 'releases')
  for (const name of foldersOf(from)) {
    const target = join(out, 'api/v1/releases', name)
    mkdirSync(target, { recursive: true })
    for (const file of readdirSync(join(from, name)).filter((each) => each.endsWith('.json')))
      copyFileSync(join(from, name, file), join(target, file))
  }
  copyFileSync(join(content, 'ledger.ndjson'), join(out, 'api/v1/ledger.ndjson'))
  copyFileSync(join(content, 'catalog.json'), join(out, 'api/v1/catalog.json'))
  publishStatements(join(from, '.attestations'), join(out, 'api/v1/attestations'))
  const published = join(content, 'evidence')
  if (existsSync(published)) copyFlat(published, join(out, 'evidence'))
}

/** Copies the statements about verdicts, and lists them with their digests: one signature over the list covers all. */
function publishStatements(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  const sums = foldersOf(from).flatMap((service) => {
    mkdirSync(join(to, service), { recursive: true })
    return readdirSync(join(from, service))
      .sort()
      .map((file) => {
        const bytes = readFileSync(join(from, service, file))
        writeFileSync(join(to, service, file), bytes)
        return `${hash('sha256', bytes)}  ${service}/${file}\n`
      })
  })
  writeFileSync(join(to, 'SHA256SUMS'), sums.join(''))
}

/** Names of the folders in a folder, sorted; those with a leading dot are not published. */
function foldersOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  const folders = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())
  return folders
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

function copyFlat(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file))
}
