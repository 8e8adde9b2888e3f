import { readFileSync } from 'node:fs'
import { InstantEncoder } from '../../../src/encoder/embed'

/** The encoder that ships, in Node. */
export const instantEncoder = () => new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
