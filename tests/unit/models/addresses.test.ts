import { describe, expect, it } from 'vitest'
import { addressesFor, addressFault, hubOrigins, urlOf } from '../../../src/models/addresses'
import { embedders } from '../../../src/models/catalogue'
import { contentSecurityPolicy, policyFor } from '../../../src/offline/headers'

const app = 'https://me.example/some/path/'
const [minilm] = embedders

describe('addresses', () => {
  it('are this site first and then the hub, there at the pinned revision', () => {
    const [own, hub, ...others] = addressesFor(minilm!, '', app)
    expect(own).toEqual({ name: 'this site', base: `${app}models/all-MiniLM-L6-v2/`, origins: [] })
    expect(urlOf(hub!, minilm!.variants[0]!.files[0]!)).toBe(
      'https://huggingface.co/Xenova/all-MiniLM-L6-v2/resolve/751bff37182d3f1213fa05d7196b954e230abad9/config.json',
    )
    expect(others).toEqual([])
  })

  it('are the one that the user typed, and no other', () => {
    expect(addressesFor(minilm!, 'https://mirror.example/ml', app)).toEqual([
      {
        name: 'mirror.example',
        base: 'https://mirror.example/ml/all-MiniLM-L6-v2/',
        origins: ['https://mirror.example'],
      },
    ])
    expect(addressesFor(minilm!, 'files/', app)).toEqual([
      { name: 'this site', base: `${app}files/all-MiniLM-L6-v2/`, origins: [] },
    ])
  })

  it('are refused where the browser would refuse them, and where they hold more than a place', () => {
    expect(addressFault('https://mirror.example/ml', app)).toBeUndefined()
    expect(addressFault('models', app)).toBeUndefined()
    expect(addressFault('http://localhost:8080', app)).toBeUndefined()
    expect(addressFault('http://mirror.example', app)).toBe('not-secure')
    for (const typed of ['https://', 'javascript:alert(1)', 'https://me:secret@a.example', 'https://a.example/?key=1'])
      expect(addressFault(typed, app), typed).toBe('not-an-address')
  })
})

describe('the policy', () => {
  const of = (path: string) => policyFor(new URL(path, app))
  const connect = (path: string) => /connect-src ([^;]*)/.exec(of(path))![1]

  it('lets no part of the app ask another site', () => {
    expect(of('index.html')).toBe(contentSecurityPolicy)
    expect(connect('assets/library.worker-Ab1_.js?connect=https://evil.example')).toBe("'self'")
  })

  it('lets the worker that runs models ask nobody at all', () => {
    expect(connect('assets/embedder.worker-DjpXv7n-.js')).toBe("'none'")
  })

  it('lets a download worker ask the origins it was started for', () => {
    const url = new URL('assets/download.worker-CE7w1EL5.js', app)
    expect(connect(url.href)).toBe("'self'")
    url.searchParams.set('connect', hubOrigins.join(' '))
    expect(connect(url.href)).toBe(`'self' ${hubOrigins.join(' ')}`)
  })

  it('takes nothing but origins for origins', () => {
    const url = new URL('assets/download.worker-CE7w1EL5.js', app)
    for (const asked of [
      "*; script-src 'unsafe-eval'",
      'https://*',
      '*',
      'https:',
      'http://a.example',
      'data:',
      'https://a.example/x',
    ]) {
      url.searchParams.set('connect', asked)
      expect(connect(url.href), asked).toBe("'self'")
      expect(of(url.href)).not.toContain('unsafe-eval;')
    }
  })
})
