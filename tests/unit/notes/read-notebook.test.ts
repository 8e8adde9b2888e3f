import { describe, expect, it } from 'vitest'
import { noteOf, png, read } from './read-with'

const base64 = btoa(String.fromCharCode(...png))
const code = (source: string, ...outputs: unknown[]) => ({ cell_type: 'code', source, outputs })
const stream = (text: string) => ({ output_type: 'stream', text })
const notebook = (...cells: unknown[]) => JSON.stringify({ cells, metadata: { language_info: { name: 'python' } } })

describe('a notebook', () => {
  it('keeps text, code, what the code printed, tables and pictures', async () => {
    const frame = '<table><thead><tr><th></th><th>recall</th></tr></thead><tr><th>0</th><td>0.71</td></tr></table>'
    const { text, media, title } = await noteOf(
      'n.ipynb',
      notebook(
        { cell_type: 'markdown', source: ['# Title\n', '\n', 'Some *words*.'] },
        code('print(1)', stream('1\n')),
        code('df', { output_type: 'execute_result', data: { 'text/html': frame, 'text/plain': 'x' } }),
        code('plot()', { output_type: 'display_data', data: { 'image/png': base64, 'text/plain': '<Figure>' } }),
      ),
    )
    expect(title).toBe('Title')
    expect(text).toContain('Some *words*.\n\n```python\nprint(1)\n```\n\n```\n1\n```')
    expect(text).toContain('|  | recall |\n| --- | --- |\n| 0 | 0.71 |')
    expect(text).toContain('![](n.ipynb/1.png)')
    expect(media).toMatchObject([{ path: 'n.ipynb/1.png', type: 'image/png' }])
  })

  it('leaves out an output of ten megabytes and cuts long ones, and says so', async () => {
    const { text, warnings } = await noteOf(
      'n.ipynb',
      notebook(code('a', stream('x'.repeat(10_000_000))), code('b', stream('line\n'.repeat(500)))),
    )
    expect(text.length).toBeLessThan(6_000)
    expect(warnings).toEqual([
      expect.stringMatching(/10 MB of text\) was left out/),
      expect.stringMatching(/cut to the first 60 lines/),
    ])
  })

  it('says where an error stopped it, and takes colours out', async () => {
    const { text } = await noteOf(
      'n.ipynb',
      notebook(
        code('1/0', {
          output_type: 'error',
          ename: 'ZeroDivisionError',
          evalue: 'division',
          traceback: ['\u001b[31mlong'],
        }),
      ),
    )
    expect(text).toContain('ZeroDivisionError: division')
    expect(text).not.toContain('\u001b')
  })

  it('of the third format is read too; what is no notebook is refused', async () => {
    const old = {
      worksheets: [
        {
          cells: [
            { cell_type: 'heading', level: 2, source: 'Old' },
            { cell_type: 'code', input: 'x = 1' },
          ],
        },
      ],
    }
    expect((await noteOf('n.ipynb', JSON.stringify(old))).text).toBe('## Old\n\n```python\nx = 1\n```')
    for (const text of ['{"cells": 3}', '[]', '{"cells": [', 'null'])
      expect(await read('n.ipynb', text)).toMatchObject({ ok: false, failure: { code: 'file-broken' } })
  })

  it('takes nothing in it on trust', async () => {
    const odd = notebook(
      null,
      3,
      { cell_type: 'code', source: { a: 1 }, outputs: [null, { data: null }, { data: { 'image/png': 7 } }] },
      {
        cell_type: 'markdown',
        source: 'Here.',
      },
    )
    expect((await noteOf('n.ipynb', odd)).text).toBe('Here.')
  })
})
