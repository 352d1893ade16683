import { count, sentenceList } from '#messages/format.ts'
import { publishedFiles } from '#messages/report/evaluation.ts'
import type { SourceName } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { ReleaseInput } from './input.ts'

/** Where the same facts are as data, and how anyone can repeat the judgement [000 "checked by release rules"]. */
export function payload(input: ReleaseInput) {
  const { record, links, site, posture } = input
  const href = links.apiRelease(record.service, record.version)
  const file = href.slice(href.lastIndexOf('/') + 1)
  const url = site ? new URL(href, site).href : href
  return {
    href,
    schema: links.schema('release-record'),
    statement:
      posture.atRelease.decision === 'not-assessed'
        ? null
        : links.apiAttestation(record.service, record.version),
    repeatable: repeatableText(record),
    verify: links.verifyRelease(record.service, record.version),
    fetch: [`curl -fsSLO ${quote(url)}`, `echo ${quote(`${input.digest}  ${file}`)} | sha256sum -c`].join(
      '\n',
    ),
    evaluate: record.dossier
      ? `npm run catalog -- evaluate ${quote(file)} --at ${posture.atRelease.at}`
      : null,
  }
}

/** How far the verdict can be repeated from bytes; null for a release without evidence. */
function repeatableText(record: ReleaseRecord): string | null {
  const { files, published, elsewhere } = publishedFiles(record)
  if (files === 0) return null
  if (published === files)
    return `${files === 1 ? 'The one file of evidence is' : `All ${files} files of evidence are`} published here: the verdict can be repeated from bytes.`
  const kept = Object.entries(KEPT_AT).flatMap(([source, place]) => {
    const number = elsewhere[source as SourceName] ?? 0
    return number > 0 ? [`${place} (${number})`] : []
  })
  const others = published === 0 ? 'they are' : 'the others are'
  return `${published} of ${count(files, 'file')} of evidence ${published === 1 ? 'is' : 'are'} published here; ${others} kept ${sentenceList(kept)}.`
}

const KEPT_AT: Record<SourceName, string> = {
  tree: 'in the tagged tree',
  note: 'in a git note',
  release: 'with the release on the forge',
  run: 'with the workflow run',
  directory: 'with what CI keeps',
  archive: 'in archives that CI keeps',
}

/** Quoted for a POSIX shell: a version may hold anything that a git tag may. */
function quote(text: string): string {
  if (/^[\w./:@+-]+$/.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}
