import weights from './weights/instant-1.bin?url'
import { InstantEncoder } from './embed'

let loading: Promise<InstantEncoder> | undefined

/** The encoder, fetched once in each thread that asks; a failed attempt may be repeated. */
export function loadEncoder(): Promise<InstantEncoder> {
  loading ??= fetchEncoder(weights).catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function fetchEncoder(url: string): Promise<InstantEncoder> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The encoder’s file did not arrive (${response.status}).`)
  return new InstantEncoder(new Uint8Array(await response.arrayBuffer()))
}
