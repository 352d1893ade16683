import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '#serve/files.ts'

const FOLDER = 'diagrams/'
const NAME = /^[0-9a-f]{16}\.svg/

/**
 * Copies the drawings that pages refer to from the folder where rendering left them into `site`, each once, and
 * forgets the others: a page that was not rendered anew refers to drawings of an earlier build.
 * @throws Error when a page refers to a drawing that is not there.
 */
export function publishDiagrams(drawn: string, site: string): void {
  const wanted = new Set<string>()
  for (const file of listFiles(site)) {
    if (file.endsWith('.html')) for (const name of referred(readFileSync(join(site, file)))) wanted.add(name)
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

/** Searching the bytes is several times as fast as making a text of every page. */
function* referred(page: Buffer): Generator<string> {
  for (let at = page.indexOf(FOLDER); at >= 0; at = page.indexOf(FOLDER, at + 1)) {
    const start = at + FOLDER.length
    const name = NAME.exec(page.toString('latin1', start, start + 20))
    if (name) yield name[0]
  }
}
