import type { Language } from '../../../content/format-coding'
import { limits, type Stop } from './run'

/** One sentence on why code was stopped or refused, with what to do about it. */
export function explain(stop: Stop, message: string, language: Language): string {
  const seconds = limits.testMs / 1000
  const megabytes = (language === 'python' ? limits.pythonBytes : limits.javascriptBytes) / 2 ** 20
  switch (stop) {
    case 'time':
      return `Stopped after ${seconds} seconds. Look for a loop that never ends, or for work that grows too fast.`
    case 'memory':
      return `Stopped: it asked for more than ${megabytes} MB of memory, or ended the interpreter itself. Look for a list that grows without end.`
    case 'output':
      return message
    case 'not-run':
      return 'Not run, because an earlier test was stopped.'
    case 'error':
      return outside(message, language) ?? message
  }
}

const absent: [RegExp, string][] = [
  [
    /\b(fetch|XMLHttpRequest|WebSocket|EventSource|Request|pyfetch)\b.*not defined|urlopen error|No module named '(requests|httpx|aiohttp|socket|ssl)/,
    'There is no network in here: code runs alone, on this device.',
  ],
  [
    /\b(document|window|self|navigator|location|alert|localStorage|sessionStorage|indexedDB|caches|postMessage|Worker)\b.*not defined|No module named '(js|pyodide_js)'|from 'js'/,
    'There is no page and no storage in here: code sees its arguments and the language, nothing else.',
  ],
  [
    /could not load module|\b(require|importScripts|module|exports)\b.*not defined|import call|Cannot use import/,
    'Nothing can be imported in here: write it with the language alone.',
  ],
  [
    /\b(setTimeout|setInterval|requestAnimationFrame)\b.*not defined/,
    'There are no timers in here: compute the result directly.',
  ],
  [
    /No module named '(numpy|torch|pandas|scipy|sklearn|tensorflow)/,
    'Only Python’s own library is here, no NumPy: use lists and the math module.',
  ],
  [/No module named/, 'Only Python’s own library is here: write it without that module.'],
]

/** What code reached for outside its room; the error itself comes after. */
function outside(message: string, language: Language): string | undefined {
  const found = absent.find(([pattern]) => pattern.test(message))
  return found && `${found[1]} (${language === 'python' ? 'Python' : 'JavaScript'} said: ${message})`
}
