// Before first paint: the chosen theme, so that the page never flashes the other one.
try {
  const theme = localStorage.getItem('preflight.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be closed to us; the system's theme is right then.
}
