import { hash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { objectParser } from '#collect/git/object-parser.ts'
import { Dossier } from '#model/dossier.ts'

/*
 * What nobody who validates and publishes dossiers can do without, in one plain loop over the stream of
 * `git cat-file --batch`: every file is digested, every dossier parsed and validated, and for each a file as large as our
 * record is digested and written. It judges nothing, reads no evidence, and checks nothing that only a hostile
 * document would need. Called by collect.ts with the folder to write to and the size of a record in bytes.
 */
const [folder = '', recordBytes = ''] = process.argv.slice(2)
const size = Number(recordBytes)
mkdirSync(folder, { recursive: true })
let dossiers = 0

const read = objectParser({
  wants: ({ type }) => type === 'blob',
  answer: (_header, bytes) => {
    if (bytes === null) return
    hash('sha256', bytes)
    if (bytes.includes(DOSSIER)) publish(bytes)
  },
})

const DOSSIER = Buffer.from('"schemaVersion": 1,\n "service"')

function publish(bytes: Buffer): void {
  Dossier.parse(JSON.parse(bytes.toString('utf8')))
  const record = Buffer.alloc(size, bytes)
  writeFileSync(join(folder, `${hash('sha256', record)}.json`), record)
  dossiers += 1
}

for await (const chunk of process.stdin) read(chunk)
if (dossiers === 0) throw new Error('No dossier came through.')
