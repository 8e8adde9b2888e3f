import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { python } from '@codemirror/lang-python'
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Language } from '../../../content/format-coding'

/** The colours and faces are the app's tokens, so that both themes follow by themselves. */
const look = EditorView.theme({
  '&': {
    background: 'var(--surface-1)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--r1)',
    maxHeight: '60dvh',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '2px' },
  '.cm-scroller': { font: 'var(--type-code)', overflow: 'auto' },
  '.cm-content': { minHeight: '12rem', padding: '12px 0', caretColor: 'var(--text)' },
  '.cm-gutters': { background: 'var(--surface-2)', color: 'var(--text-muted)', border: 'none' },
  '.cm-activeLine': { background: 'color-mix(in oklab, var(--accent-soft) 45%, transparent)' },
  '.cm-activeLineGutter': { background: 'transparent' },
  '.cm-cursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--mark)',
  },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
})

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--met)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--partly)' },
  { tag: [tags.comment], color: 'var(--text-muted)', fontStyle: 'italic' },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], fontWeight: '700' },
])

export interface CodeEditor {
  show(code: string, language: Language, label: string): void
  destroy(): void
}

/**
 * An editor in a shadow root: there CodeMirror keeps its styles in adopted style sheets, so our policy needs no exception for
 * style elements. Escape, then Tab, leaves it by the keyboard.
 */
export function codeEditor(host: HTMLElement, onchange: (code: string) => void): CodeEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const language = new Compartment()
  const naming = new Compartment()
  const view = new EditorView({ parent: root, root, state: stateOf('', onchange, language, naming) })
  return {
    show(code, which, label) {
      if (view.state.doc.toString() !== code) view.setState(stateOf(code, onchange, language, naming))
      view.dispatch({
        effects: [
          language.reconfigure([
            which === 'python' ? python() : javascript(),
            indentUnit.of(which === 'python' ? '    ' : '  '),
          ]),
          naming.reconfigure(EditorView.contentAttributes.of({ 'aria-label': label })),
        ],
      })
    },
    destroy: () => view.destroy(),
  }
}

function stateOf(doc: string, onchange: (code: string) => void, language: Compartment, naming: Compartment) {
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      EditorState.tabSize.of(4),
      keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
      syntaxHighlighting(colours),
      look,
      language.of([]),
      naming.of([]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onchange(update.state.doc.toString())
      }),
    ],
  })
}
