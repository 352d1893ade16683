const THEMES = ['system', 'light', 'dark']

startTheme()
nameKey()
document.addEventListener('keydown', onKey)

/**
 * Lets the reader choose a theme; `theme.js` applies the choice before the next page is painted. What only scripts make
 * useful is made here, not carried by every page.
 */
function startTheme(): void {
  const item = document.createElement('li')
  item.innerHTML = `<label>Colors <select class="theme">${THEMES.map((theme) => `<option>${theme}`).join('')}</select></label>`
  document.querySelector('.foot ul')?.append(item)
  const [select] = item.getElementsByTagName('select')
  if (!select) return
  const { dataset } = document.documentElement
  select.value = dataset['theme'] ?? 'system'
  select.onchange = () => {
    const theme = select.value
    if (theme === 'system') delete dataset['theme']
    else dataset['theme'] = theme
    remember(theme)
  }
}

function remember(theme: string): void {
  try {
    if (theme === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
  }
}

/** Shows beside the search box which key leads to it. */
function nameKey(): void {
  const key = document.createElement('kbd')
  key.ariaHidden = 'true'
  key.append('/')
  document.querySelector('.find')?.append(key)
}

/** `/` and Ctrl+K move to the search box, `?` shows the keys; single ones not while something is being typed. */
function onKey(event: KeyboardEvent): void {
  const isChord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey
  if (isChord) focusSearch(event)
  if (!['/', '?'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]'))
    return
  event.preventDefault()
  if (event.key === '/') focusSearch(event)
  else void import('./keys.ts').then(({ showKeys }) => showKeys())
}

function focusSearch(event: KeyboardEvent): void {
  const box =
    document.querySelector<HTMLInputElement>('#q') ?? document.querySelector<HTMLInputElement>('#find')
  if (!box) return
  event.preventDefault()
  box.focus()
  box.select()
}
