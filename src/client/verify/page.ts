import { type Html, html } from '#components/html.ts'
import { makeLinks } from '#messages/links.ts'
import { ApiDigests } from '#model/api.ts'
import { announce, find } from '../dom.ts'
import { auditRelease } from './audit.ts'
import { outcomeText, stepItem, verdictLine } from './show.ts'
import { digest, NotCheckable, siteAt } from './site.ts'
import { STEP_NAMES, STEPS } from './steps.ts'
import { startWhatIf } from './what-if.ts'

/** Checks the release that an address names and shows each step as it is done. @param name such as `ledger@1.4.0` */
export async function verify(base: string, name: string): Promise<void> {
  const list = find<HTMLOListElement>('#steps')
  list.innerHTML = STEP_NAMES.map((step) => waiting(STEPS[step]).markup).join('')
  find<HTMLElement>('#checked').hidden = false
  find<HTMLElement>('#what-if').hidden = true
  find('#judged').textContent = ''
  announce(`Checking ${name} …`)
  const links = makeLinks(base)
  let runbook: (code: string) => string | null = () => null
  try {
    const release = nameOf(name)
    const done: string[] = []
    const { steps, judged } = await auditRelease(siteAt(base), release, (step) => {
      done.push(stepItem(step, runbook).markup)
      list.innerHTML = [
        ...done,
        ...STEP_NAMES.slice(done.length).map((each) => waiting(STEPS[each]).markup),
      ].join('')
    })
    if (judged) runbook = makeLinks(base, judged.facts.runbooks).runbookOf
    list.innerHTML = steps.map((step) => stepItem(step, runbook).markup).join('')
    const page = html`<a href="${links.release(release.service, release.version)}">${release.service} ${release.version}</a>`
    if (judged) find('#judged').innerHTML = html`${page}. ${verdictLine(judged)}`.markup
    announce(outcomeText(steps))
    if (judged) startWhatIf(judged)
  } catch (error) {
    list.replaceChildren()
    find<HTMLElement>('#checked').hidden = true
    announce(
      error instanceof NotCheckable
        ? error.message
        : 'The check failed by a fault of this program. Run the command below.',
    )
    if (!(error instanceof NotCheckable)) throw error
  }
}

function waiting(title: string) {
  return html`<li class="waiting"><div><h3>${title}</h3></div><span class="state none">…</span></li>`
}

/** `ledger@1.4.0` → its parts; a version may hold an at sign too. */
function nameOf(text: string): { service: string; version: string } {
  const [, service = '', version = ''] = /^([a-z0-9][a-z0-9-]*)@(.+)$/.exec(text.trim()) ?? []
  if (service === '') throw new NotCheckable('Write a release as service@version, such as ledger@1.4.0.')
  return { service, version }
}

/** Says which file of the catalog a reader's file is. */
export async function identify(base: string, file: File): Promise<void> {
  const told = find('#known')
  told.textContent = `Reading ${file.name} …`
  try {
    told.innerHTML = (await lookUp(base, file)).markup
  } catch (error) {
    told.textContent =
      error instanceof NotCheckable ? error.message : 'The file could not be read. Choose it again.'
    if (!(error instanceof NotCheckable)) throw error
  }
}

/** What a file is in this catalog: hashed here, and looked up among all that was ever judged. It goes nowhere. */
async function lookUp(base: string, file: File): Promise<Html> {
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
