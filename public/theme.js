// Runs before the first paint: says that scripts run, and applies a theme chosen earlier.
document.documentElement.dataset.script = ''
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be forbidden; the system's theme stays.
}
