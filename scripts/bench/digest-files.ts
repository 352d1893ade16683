import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArtifact } from '#collect/sources/artifact-files.ts'
import { LIMITS } from '#parse/limits.ts'

// Reads and digests every file of `<folder>/<tag>/`: as collecting does, or in a plain loop. Called by digest.ts.
const [mode = '', folder = ''] = process.argv.slice(2)
const read = mode === 'ours' ? asCollecting : plainly
let digested = 0
for (const tag of readdirSync(folder))
  for (const name of readdirSync(join(folder, tag))) digested += hash('sha256', read(tag, name)).length
if (digested === 0) throw new Error(`${folder} holds no files.`)

function asCollecting(tag: string, name: string): Buffer {
  const found = readArtifact(folder, tag, name, LIMITS.evidence.bytes)
  if (found.kind !== 'file') throw new Error(`${tag}/${name} is no file.`)
  return found.bytes
}

function plainly(tag: string, name: string): Buffer {
  return readFileSync(join(folder, tag, name))
}
