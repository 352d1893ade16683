import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Copies the ledger, the catalog's own facts and every record (to `releases/<service>/<slug>.json`) as they are below
 * `api/v1/` of `out`: the published bytes are the bytes that were digested.
 */
export function publishRecords(content: string, out: string): void {
  const from = join(content, 'releases')
  const folders = readdirSync(from, { withFileTypes: true }).filter((each) => each.isDirectory())
  for (const { name } of folders) {
    const target = join(out, 'api/v1/releases', name)
    mkdirSync(target, { recursive: true })
    for (const file of readdirSync(join(from, name)).filter((each) => each.endsWith('.json')))
      copyFileSync(join(from, name, file), join(target, file))
  }
  copyFileSync(join(content, 'ledger.ndjson'), join(out, 'api/v1/ledger.ndjson'))
  copyFileSync(join(content, 'catalog.json'), join(out, 'api/v1/catalog.json'))
  const published = join(content, 'evidence')
  if (existsSync(published)) copyFlat(published, join(out, 'evidence'))
}

function copyFlat(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file))
}
