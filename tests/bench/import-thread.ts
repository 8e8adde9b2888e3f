import { parentPort, workerData } from 'node:worker_threads'
import { importOne } from './import-one'

const { folder, paths } = workerData as { folder: string; paths: string[] }

parentPort?.on('message', (path: string) => {
  void importOne(folder, path, paths).then((result) => parentPort?.postMessage(result))
})
