import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { posture } from '#decide/history/posture.ts'
import { type DiagramFile, drawFile } from '#diagram/files.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { readStoredRecord } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import type { Diagram } from '#views/diagrams/diagram.ts'
import { releaseDiagrams } from '#views/release/diagrams.ts'

/** What the drawings of all release pages cost a build. */
export interface DrawnReleases {
  /** Diagrams asked for, and how many of them differ. */
  asked: number
  distinct: number
  /** Seconds of processor, of all threads, that making and finding them took; neither reading records nor judging counts. */
  cpu: number
}

const [content, scratch] = process.argv.slice(2)
if (!content || !scratch) throw new Error('Usage: node scripts/bench/draw-releases.ts CONTENT FOLDER')
const folders = { cache: join(scratch, 'cache'), files: join(scratch, 'files') }
const facts = CatalogFacts.parse(JSON.parse(readFileSync(join(content, 'catalog.json'), 'utf8')))
const policies = new Map(facts.services.map(({ id, policy }) => [id, policy]))
const drawn = new Map<Diagram, Promise<DiagramFile>>()
const total = { asked: 0, distinct: 0, cpu: 0 } satisfies DrawnReleases
for (const { service, version } of readIndex()) await drawOne(service, version)
total.distinct = new Set((await Promise.all(drawn.values())).map(({ name }) => name)).size
console.log(JSON.stringify(total))

/** As a page does: what was asked for before is not asked for again. */
async function drawOne(service: string, version: string): Promise<void> {
  const path = join(content ?? '', 'releases', service, `${slug(version)}.json`)
  const record = readStoredRecord(JSON.parse(readFileSync(path, 'utf8')))
  const judged = posture(record, facts.policies, policies.get(service) ?? facts.policy, facts.at)
  const before = process.cpuUsage()
  const wanted = releaseDiagrams({ record, posture: judged, environments: facts.environments })
  for (const diagram of wanted.values()) {
    const { source, title, description } = diagram
    if (!drawn.has(diagram)) drawn.set(diagram, drawFile(source, { title, description }, folders))
    await drawn.get(diagram)
  }
  const { user, system } = process.cpuUsage(before)
  total.asked += wanted.size
  total.cpu += (user + system) / 1e6
}

function readIndex(): { service: string; version: string }[] {
  const lines = readFileSync(join(content ?? '', 'releases/index.ndjson'), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}
