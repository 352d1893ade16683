import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IndexLine } from '#model/index-line.ts'

/** What was found, in one phrase: `36 releases of 8 services, 31 GO at release, 2 quarantined`. */
export function tally(content: string): string {
  const text = readFileSync(join(content, 'releases/index.ndjson'), 'utf8')
  return phrase(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => IndexLine.parse(JSON.parse(line))),
  )
}

/** The phrase for these releases; a count of none is left out, but for the releases themselves. */
export function phrase(lines: readonly Pick<IndexLine, 'service' | 'state' | 'atRelease'>[]): string {
  const services = new Set(lines.map((line) => line.service)).size
  const go = lines.filter((line) => line.state === 'dossier' && line.atRelease === 'go').length
  const bare = lines.filter((line) => line.state === 'no-dossier').length
  const quarantined = lines.filter((line) => line.state === 'quarantined').length
  return [
    `${lines.length} ${lines.length === 1 ? 'release' : 'releases'} of ${services} ${services === 1 ? 'service' : 'services'}`,
    ...(go > 0 ? [`${go} GO at release`] : []),
    ...(bare > 0 ? [`${bare} without dossier`] : []),
    ...(quarantined > 0 ? [`${quarantined} quarantined`] : []),
  ].join(', ')
}
