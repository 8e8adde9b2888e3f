import type { Language } from '../../../content/format-coding'
import { limits, type Stop, type Stopped } from './run'
import { languageNames } from './words'

/** What explaining looks at, beside the stop itself. */
interface Seen {
  language: Language
  /** The answer as it was run. */
  code?: string
  /** More was printed than is kept. */
  outputCut?: boolean
}

/** One sentence on why code was stopped or refused and where, what to do about it, and what the language itself said. */
export function explain(stopped: Stopped, { language, code = '', outputCut = false }: Seen): string {
  const { stop, message, line } = stopped
  if (stop === 'error') return refusal(stopped, language, code)
  return bounds[stop](line ? ` (line ${line})` : '', { language, outputCut, message })
}

const bounds: Record<
  Exclude<Stop, 'error'>,
  (at: string, seen: { language: Language; outputCut: boolean; message: string }) => string
> = {
  time: (at, { outputCut }) =>
    `Stopped after ${limits.testMs / 1000} seconds${at}. ${
      outputCut
        ? `It was printing, and had printed more than ${limits.outputCharacters.toLocaleString('en-GB')} characters: print less, or look for a loop that never ends.`
        : 'Look for a loop that never ends, or for work that grows too fast.'
    }`,
  memory: (at, { language }) =>
    `Stopped: it asked for more than ${(language === 'python' ? limits.pythonBytes : limits.javascriptBytes) / 2 ** 20} MB of memory${at}. Look for a list that grows without end.`,
  ended: (_, { language, message }) =>
    `Stopped: it ended the interpreter itself. Return the result instead; os._exit, abort and the like end the whole run. ${said(language, message)}`,
  output: (_, { message }) => `${message} Return what the task asks for, not everything on the way.`,
  'not-run': () => 'Not run, because an earlier test was stopped.',
}

/** What a message means: the pattern, what is so, and what to do. The first that fits is told. */
type Meaning = [RegExp, string, string]

const everywhere: Meaning[] = [
  [
    /Host is unreachable|urlopen error|gaierror|\b(fetch|XMLHttpRequest|WebSocket|EventSource|Request|Response|Headers|RTCPeerConnection|http|https)\b.*not defined|No module named '(requests|httpx|aiohttp|urllib3|websockets?|socketio|boto3|openai|anthropic|grpc)\b/,
    'There is no network in here',
    'code runs alone, on this device. Work with the arguments that the function is given.',
  ],
  [
    /\b(document|window|self|navigator|location|alert|localStorage|sessionStorage|indexedDB|caches|postMessage|Worker|BroadcastChannel|SharedWorker|onmessage)\b.*not defined|No module named '_?(js|pyodide)/,
    'There is no page and no storage in here',
    'code sees its arguments and the language, nothing else. Return the result.',
  ],
  [
    /maximum recursion depth|Maximum call stack/,
    'It calls itself too deeply',
    'check the case that ends the recursion, or use a loop.',
  ],
  [
    /invalid string length|string too long|index-sized integer|invalid array length|array too large/i,
    'It asked for a longer text or list than there can be',
    'look for a length that is negative, or that doubles without end.',
  ],
  [
    /circular reference|nested too deeply/,
    'The result holds itself, or is nested too deeply',
    'return plain lists and numbers, as the signature says.',
  ],
  [
    /EOF when reading|lost sys\.stdin|\b(prompt|confirm|readline)\b.*not defined/,
    'Nobody is there to type an input',
    'values come as the arguments of the function.',
  ],
  [
    /invalid (non-printable )?character|SyntaxError: unexpected character/,
    'A character is none that the language knows, such as a curly quote or a special space',
    'type it anew, with straight quotes and plain spaces.',
  ],
]

const meanings: Record<Language, Meaning[]> = {
  python: [
    [
      /can't start new thread|_multiprocessing/,
      'There is one thread and one process in here',
      'do the work one after another.',
    ],
    [
      /does not support processes|Errno 52\] Function not implemented/,
      'No other program can be started in here',
      'write it in Python itself.',
    ],
    [/^SystemExit/, 'It ended itself by exit or quit', 'return the result instead.'],
    [/^KeyboardInterrupt/, 'It raised KeyboardInterrupt itself', 'return the result instead.'],
    [
      /No module named '(numpy|torch|pandas|scipy|sklearn|tensorflow|jax|transformers|sentence_transformers|faiss|nltk|tiktoken|micropip|pip)\b/,
      'Only Python’s own library is here, and no package can be added (no NumPy, no PyTorch)',
      'use lists with math, collections, heapq, itertools, functools, statistics, random, re or json.',
    ],
    [
      /No module named/,
      'That module is not here, only Python’s own library is (and not all of that)',
      'write it without, or use math, collections, heapq, itertools, functools, statistics, random, re or json.',
    ],
    [
      /^TabError|^IndentationError/,
      'The indentation is not right',
      'use four spaces for each level, the same in a whole block, and no tabs among them.',
    ],
    [
      /No such file or directory|Read-only file system/,
      'That file is not here',
      'code sees no file of yours; values come as the arguments of the function.',
    ],
    [
      /waits for something that never comes|no current event loop|Cannot stack switch/,
      'Nothing outside is there to wait for',
      'write it without async, or run it by asyncio.run.',
    ],
    [/'coroutine' object/, 'An async function was called without await', 'write it without async, or await it.'],
  ],
  javascript: [
    [
      /could not load module|\b(require|importScripts|module|exports)\b.*not defined|import call|Cannot use import/,
      'Nothing can be imported in here',
      'write it with the language alone.',
    ],
    [
      /\b(setTimeout|setInterval|setImmediate|requestAnimationFrame|requestIdleCallback)\b.*not defined/,
      'There are no timers in here',
      'compute the result directly.',
    ],
    [
      /\b(process|Buffer|global|__dirname|__filename|Deno|Bun|structuredClone|TextEncoder|TextDecoder|URL|URLSearchParams|crypto|Atomics|SharedArrayBuffer|WebAssembly|AbortController|Blob|File|Intl)\b.*not defined/,
      'That belongs to the browser or to Node, not to the language',
      'write it with arrays, objects, Map, Set and Math.',
    ],
    [
      /promise that it returned never settles/,
      'The promise that it returned never settles',
      'there are no timers and no events in here that could settle it. Return the value itself.',
    ],
    [/class constructors must be invoked/, 'It is a class', 'write a function of that name.'],
  ],
}

function refusal({ message, line: told, after }: Stopped, language: Language, code: string): string {
  const missing = /^no function (\S+), but (.*)$/.exec(message)
  if (missing) return misnamed(missing[1]!, missing[2]!)
  const lines = code.split('\n')
  const line = lineOf(told, message, lines)
  const source = line ? (lines[line - 1] ?? '') : ''
  const meaning =
    [...everywhere, ...meanings[language]].find(([pattern]) => pattern.test(message)) ??
    byTheLine(message, source, language) ??
    byTheCall(message, line, after)
  if (meaning) return `${meaning[1]}${place(line)}: ${meaning[2]} ${said(language, message)}`
  const reached = /not a function|of undefined/.test(message) ? throughTheScope(lines) : undefined
  if (reached) return `${reached.meaning[1]}${place(reached.line)}: ${reached.meaning[2]} ${said(language, message)}`
  return `${short(message)}${place(line)}`
}

/** QuickJS gives where a function begins when a property is read in it: the line that has the missing name is meant. */
function lineOf(told: number | undefined, message: string, lines: string[]): number | undefined {
  const name = /^ReferenceError: (\w+) is not defined|^TypeError: cannot read property '(\w+)'/.exec(message)
  if (!told || !name) return told
  const word = new RegExp(`\\b${name[1] ?? name[2]}\\b`)
  const at = lines.findIndex((each, index) => index >= told - 1 && word.test(each))
  return at < 0 ? told : at + 1
}

const place = (line: number | undefined) => (line ? ` (line ${line})` : '')

/** Where the page or the network is reached for as `globalThis.…`: what is not there has no name to be missed by. */
function throughTheScope(lines: string[]): { meaning: Meaning; line: number } | undefined {
  const [network, page] = [
    /\bglobalThis\.(fetch|XMLHttpRequest|WebSocket)/,
    /\bglobalThis\.(document|navigator|localStorage|indexedDB|caches|postMessage|location)/,
  ]
  const at = lines.findIndex((each) => network.test(each) || page.test(each))
  return at < 0 ? undefined : { meaning: everywhere[network.test(lines[at]!) ? 0 : 1]!, line: at + 1 }
}

function misnamed(entry: string, there: string): string {
  const named = there ? ` There is ${there}.` : ''
  return `There is no function named ${entry}.${named} Keep its name as it was given, outside of any class.`
}

/** Where the message alone is vague and the line itself tells more. */
function byTheLine(message: string, source: string, language: Language): Meaning | undefined {
  const syntax = message.startsWith('SyntaxError')
  const lines: [boolean, Meaning][] = [
    [
      syntax && language === 'javascript' && /^\s*(def |elif |from \w+ import|class \w+:|@\w)/.test(source),
      [
        /./,
        'This line reads like Python',
        'the language chosen is JavaScript. Choose Python above, or write JavaScript.',
      ],
    ],
    [
      syntax && language === 'python' && /^\s*(function |const |let |var |\/\/|\})|=>|[{;]\s*$/.test(source),
      [
        /./,
        'This line reads like JavaScript',
        'the language chosen is Python. Choose JavaScript above, or write Python.',
      ],
    ],
    [
      syntax &&
        language === 'javascript' &&
        /^\s*interface |[\w)]\s*:\s*(number|string|boolean|any|void|unknown)\b/.test(source),
      [/./, 'Types of TypeScript are not known here', 'leave them out.'],
    ],
    [
      syntax && language === 'javascript' && /\bawait\b/.test(source),
      [/./, 'It awaits in a function that is not async', 'leave await out, or write async before the function.'],
    ],
  ]
  return lines.find(([fits]) => fits)?.[1]
}

/** What went wrong between the test and the function, outside of any line of it. */
function byTheCall(message: string, line: number | undefined, after: boolean | undefined): Meaning | undefined {
  if (line) return undefined
  if (/missing \d+ required|takes .*positional argument|unexpected keyword/.test(message))
    return [/./, 'The test calls it with other arguments than it takes', 'keep the parameters as they were given.']
  if (after) return [/./, 'The test could not read what the function returned', 'return what the signature names.']
  return undefined
}

/** The raw words, for whoever wants to look them up. */
const said = (language: Language, message: string) => `(${languageNames[language]} said: ${short(message)})`

function short(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message
}
