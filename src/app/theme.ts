export type Theme = 'system' | 'light' | 'dark'

const key = 'preflight.theme'

/** The chosen theme. In localStorage, so that public/theme.js can set it before first paint. */
export function readTheme(): Theme {
  const theme = localStorage.getItem(key)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export function applyTheme(theme: Theme) {
  if (theme === 'system') {
    localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(key, theme)
    document.documentElement.dataset.theme = theme
  }
}
