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
    fetch: [`curl -fsSLO ${quote(url)}`, `echo ${quote(`${input.digest}  ${file}`)} | sha256sum -c`].join(
      '\n',
    ),
    evaluate: record.dossier
      ? `npm run catalog -- evaluate ${quote(file)} --at ${posture.atRelease.at}`
      : null,
  }
}

/** Quoted for a POSIX shell: a version may hold anything that a git tag may. */
function quote(text: string): string {
  if (/^[\w./:@+-]+$/.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}
