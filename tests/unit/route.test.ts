import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkTo, parseRoute, screens } from '../../src/app/route'

describe('hash routes', () => {
  it('lead to Today when they are not a place of ours', () => {
    expect(parseRoute('')).toEqual({ screen: 'today', path: [], query: {} })
    expect(parseRoute('#/nowhere/at/all')).toEqual({ screen: 'today', path: [], query: {} })
    expect(parseRoute('#/notes/%E0%A4%A')).toMatchObject({ screen: 'notes' })
  })

  it('come back from any link that was made', () => {
    const part = fc.string({ minLength: 1 })
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(
        fc.constantFrom(...screens),
        fc.array(part),
        fc.dictionary(word, fc.string()),
        (screen, path, query) => {
          expect(parseRoute(linkTo(screen, path, query))).toEqual({ screen, path, query })
        },
      ),
    )
  })
})
