import { announce, find, putQuery } from './dom.ts'

/** Starts the page on which a reader checks a release. What checks is loaded when it is asked for, and not before. */
export function startVerify(): void {
  const form = find<HTMLFormElement>('form.pick')
  const field = find<HTMLInputElement>('form.pick input')
  const { base = '/' } = form.dataset
  const run = () => load(({ verify }) => verify(base, field.value))
  const named = () => {
    field.value = new URLSearchParams(location.search).get('release') ?? ''
    if (field.value !== '') void run()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    putQuery(`?${new URLSearchParams({ release: field.value.trim() })}`)
    void run()
  })
  addEventListener('popstate', named)
  startDrop((file) => load(({ identify }) => identify(base, file)))
  named()
}

/** A file can be dropped or chosen; both say the same. */
function startDrop(take: (file: File) => void): void {
  const zone = find<HTMLElement>('.dropzone')
  const field = find<HTMLInputElement>('.dropzone input')
  field.addEventListener('change', () => {
    const file = field.files?.[0]
    if (file) take(file)
  })
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    const file = event.dataTransfer?.files[0]
    if (file) take(file)
  })
}

/** The content security policy forbids to make code out of text, which zod would try, and be reported, as soon as it is loaded. */
async function load(act: (page: typeof import('./verify/page.ts')) => Promise<void>): Promise<void> {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
  const page = await import('./verify/page.ts').catch(() => null)
  if (page) await act(page)
  else announce('The check could not be loaded. Verify again, or run the command below.')
}
