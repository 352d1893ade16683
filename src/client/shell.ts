const THEMES = ['system', 'light', 'dark']

startTheme()
document.addEventListener('keydown', focusSearch)

/** Lets the reader choose a theme; `theme.js` applies the choice before the next page is painted. */
function startTheme(): void {
  const select = document.querySelector<HTMLSelectElement>('#theme')
  if (!select) return
  select.value = document.documentElement.dataset['theme'] ?? 'system'
  select.addEventListener('change', () => {
    const theme = THEMES.includes(select.value) ? select.value : 'system'
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
    remember(theme)
  })
}

function remember(theme: string): void {
  try {
    if (theme === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
  }
}

/** `/` moves to the search box, unless something is being typed. */
function focusSearch(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]'))
    return
  const box =
    document.querySelector<HTMLInputElement>('#q') ?? document.querySelector<HTMLInputElement>('#find')
  if (!box) return
  event.preventDefault()
  box.focus()
  box.select()
}
