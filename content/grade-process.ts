import { gradeTrials, type Work } from './grade'

process.once('message', (work: Work) => {
  process.send?.(gradeTrials(work), undefined, {}, () => process.disconnect?.())
})
