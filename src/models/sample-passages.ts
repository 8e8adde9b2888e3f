/** What the speed is measured with: passages as long as those of notes usually are, none of them anybody's. */
export const samplePassages: readonly string[] = [
  'A retrieval pipeline begins long before the first query. Documents are parsed into blocks, blocks are grouped into passages of a few hundred words, and each passage keeps the path of headings above it, so that a reader who lands in the middle still knows where they are. Passages that are too short match everything weakly; passages that are too long match nothing well, because one vector has to stand for several ideas at once. Most teams settle between one and three hundred words and spend the saved time on looking at what their users really ask.',
  'Adapters of low rank leave the weights of a large model as they are and learn a small correction beside them. The correction is a product of two thin matrices, so that a layer with sixteen million numbers is tuned by changing a few ten thousand. After training, the product can be added to the frozen matrix once, and nothing is slower than before. Several such adapters can share one copy of the model in memory, and each request is answered with the one that belongs to its customer.',
  'When a service is slow for one request in a hundred, the mean hides it. People feel the slow ones, and a page that makes forty calls will meet at least one of them most of the time. So the figures that matter are the ninety-fifth and the ninety-ninth percentile, measured where the user is, not where the server is. Timeouts, retries with a little chance in their spacing, and a limit on how much work may wait in a queue keep one slow dependency from taking the others with it.',
  'An evaluation is a promise about the future made from a sample of the past. It holds only as far as the sample looks like what will come, which is why a test set that was written by the people who built the system is so kind to it. A few dozen questions collected from real conversations, with answers that two people agreed on, tell more than thousands that were made by machine. Keep some of them aside, look at them rarely, and write down every time you did.',
]

/** Two that mean the same and one that does not: a model that cannot tell is not working, whatever it loaded. */
export const sense = {
  a: 'The meeting was moved to Thursday afternoon.',
  same: 'We postponed our appointment until Thursday after lunch.',
  other: 'Copper conducts electricity better than iron does.',
}
