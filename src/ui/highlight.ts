import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

for (const [name, language] of Object.entries({ bash, javascript, json, python, sql, typescript, xml, yaml }))
  hljs.registerLanguage(name, language)

/** Past this, colouring would hold up the screen for longer than it helps the eye. */
const mostCharacters = 20_000

/** Code as HTML, escaped; coloured where the language is known. */
export function highlight(code: string, language: string): string {
  if (language && code.length <= mostCharacters && hljs.getLanguage(language))
    return hljs.highlight(code, { language, ignoreIllegals: true }).value
  return code.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)
}
