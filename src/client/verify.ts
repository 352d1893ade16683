/** Starts the page on which a reader checks a release. What checks is loaded when it is asked for, and not before. */
export function startVerify(): void {
  const form = document.querySelector<HTMLFormElement>('form.pick')
  const field = form?.querySelector('input')
  if (!form || !field) return
  const { base = '/' } = form.dataset
  const run = () => load(({ verify }) => verify(base, field.value))
  const named = () => {
    field.value = new URLSearchParams(location.search).get('release') ?? ''
    if (field.value !== '') void run()
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    history.pushState(null, '', `?${new URLSearchParams({ release: field.value.trim() })}`)
    void run()
  }
  addEventListener('popstate', named)
  startDrop((file) => load(({ identify }) => identify(base, file)))
  named()
}

/** A file can be dropped or chosen; both say the same. */
function startDrop(take: (file: File) => void): void {
  const zone = document.querySelector<HTMLElement>('.dropzone')
  if (!zone) return
  const given = (files: FileList | null | undefined) => files?.[0] && take(files[0])
  zone.onchange = ({ target }) => given((target as HTMLInputElement).files)
  zone.ondragover = (event) => event.preventDefault()
  zone.ondrop = (event) => {
    event.preventDefault()
    given(event.dataTransfer?.files)
  }
}

/** The content security policy forbids to make code out of text, which zod would try, and be reported, as soon as it is loaded. */
async function load(act: (page: typeof import('./verify/page.ts')) => Promise<void>): Promise<void> {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
  const page = await import('./verify/page.ts').catch(() => null)
  if (page) return act(page)
  const found = document.getElementById('found')
  found?.append('The check could not be loaded. Verify again, or run the command below.')
}
