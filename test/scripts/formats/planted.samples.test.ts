import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { samplePath } from '../../samples.ts'
import { planted } from './planted.ts'

const FOLDERS = ['junit', 'sarif', 'vuln', 'sbom', 'perf', 'ctrf', 'dpone', 'more']
const read = (bytes: Uint8Array) => readEvidence(bytes, null)

test.each(FOLDERS)('one planted defect turns each green file of other projects: %s', (folder) => {
  const all = readdirSync(samplePath(folder), { recursive: true, withFileTypes: true })
  const files = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const green = files.flatMap((path) => {
    const bytes = readFileSync(path)
    const { status, format } = read(bytes)
    return status === 'passed' && bytes.length < 2 << 20 ? [{ path, format, text: bytes.toString() }] : []
  })
  const wrong = green.flatMap(({ path, format, text }) => {
    const plants = planted(text, format)
    const blind = plants.filter((each) => read(Buffer.from(each.text)).status === 'passed')
    return plants.length === 0 ? [`${path}: nothing to plant`] : blind.map(({ how }) => `${path}: ${how}`)
  })
  expect(wrong).toEqual([])
})
