/** What keys do, on every page and in the boxes of some. */
const KEYS = [
  ['/ or Ctrl+K', 'go to the search box'],
  ['?', 'show these keys'],
  ['Enter', 'answer the query'],
  ['↓ ↑', 'choose how to go on with what is typed'],
  ['Tab or Enter', 'take what is chosen'],
  ['Escape', 'close the suggestions, or this window'],
  ['Space', 'tick a filter, or a release for comparison'],
] as const

/** Shows what keys do, in a window of its own that Escape closes. */
export function showKeys(): void {
  const open = document.querySelector<HTMLDialogElement>('dialog.keys')
  if (open?.open) open.close()
  else (open ?? makeDialog()).showModal()
}

function makeDialog(): HTMLDialogElement {
  const dialog = document.createElement('dialog')
  dialog.className = 'keys notice'
  dialog.setAttribute('aria-label', 'Keys')
  const list = document.createElement('dl')
  for (const [keys, what] of KEYS) {
    const [term, said] = [document.createElement('dt'), document.createElement('dd')]
    const key = document.createElement('kbd')
    key.append(keys)
    term.append(key)
    said.append(what)
    list.append(term, said)
  }
  const close = document.createElement('button')
  close.className = 'btn'
  close.append('Close')
  close.addEventListener('click', () => dialog.close())
  dialog.append(list, close)
  document.body.append(dialog)
  return dialog
}
