/** Raised whenever the same text would give other chunks: stored ones are then made again. */
export const chunkVersion = 3
