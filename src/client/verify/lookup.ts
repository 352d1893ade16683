import { type Html, html } from '#components/html.ts'
import { makeLinks } from '#messages/links.ts'
import { ApiDigests } from '#model/api.ts'
import { digest, NotCheckable } from './site.ts'

/** What a file is in this catalog: hashed here, and looked up among all that was ever judged. It goes nowhere. */
export async function lookUp(base: string, file: File): Promise<Html> {
  const sha256 = await digest(new Uint8Array(await file.arrayBuffer()))
  const found = await rowsOf(base, sha256)
  const links = makeLinks(base)
  const name = html`<b>${file.name}</b>`
  const sum = html`<p class="soft">SHA-256 <code>${sha256}</code></p>`
  if (found.length === 0)
    return html`<p>${name} is nothing that was judged here: no release names this digest.</p>${sum}<p class="soft">One changed byte, a line ending too, makes another digest.</p>`
  const rows = found.map(
    ({ service, version, what, name: item, status, gates }) =>
      html`<li><a href="${links.release(service, version)}">${service} ${version}</a>: ${WHAT[what]}${item !== null && html` <b>${item}</b>`}${status !== null && `, read as ${status}`}${gates.length > 0 && `, offered for ${gates.join(', ')}`}</li>`,
  )
  return html`<p>${name} is a file that was judged here, byte for byte.</p><ul class="tight">${rows}</ul>${sum}<p class="soft">This says which file it is. Whether it passed, and whether its release is GO, says the page of the release.</p>`
}

const WHAT = { evidence: 'evidence', dossier: 'its dossier', record: 'its record' } as const

async function rowsOf(base: string, sha256: string): Promise<ApiDigests['files']> {
  const answer = await fetch(`${base}api/v1/digests/${sha256.slice(0, 2)}.json`, { cache: 'no-cache' }).catch(
    () => null,
  )
  if (answer === null)
    throw new NotCheckable('This site does not answer. Check your connection, then drop the file again.')
  if (answer.status === 404) return []
  const document = ApiDigests.safeParse(await answer.json().catch(() => null))
  if (!document.success)
    throw new NotCheckable('The list of digests of this site cannot be read by this version of the program.')
  return document.data.files.filter((each) => each.sha256 === sha256)
}
