/** Logistic regression with an L2 penalty (none on the bias), by Newton's method. Rows are features, 1 for the bias is added. */
export function fitLogistic(rows: number[][], labels: number[], importance: number[], penalty: number): number[] {
  const width = rows[0]!.length + 1
  const withBias = rows.map((row) => [1, ...row])
  let weights: number[] = new Array<number>(width).fill(0)
  for (let step = 0; step < 30; step++) {
    const gradient = weights.map((weight, index) => (index ? penalty * weight : 0))
    const curvature = Array.from({ length: width }, (_, i) =>
      Array.from({ length: width }, (_, j) => (i === j ? (i ? penalty : 1e-6) : 0)),
    )
    withBias.forEach((row, index) => {
      const chance = 1 / (1 + Math.exp(-dot(weights, row)))
      const error = (chance - labels[index]!) * importance[index]!
      const slope = chance * (1 - chance) * importance[index]!
      for (let i = 0; i < width; i++) {
        gradient[i]! += error * row[i]!
        for (let j = 0; j < width; j++) curvature[i]![j]! += slope * row[i]! * row[j]!
      }
    })
    const move = solve(curvature, gradient)
    weights = weights.map((weight, index) => weight - move[index]!)
    if (Math.max(...move.map(Math.abs)) < 1e-6) break
  }
  return weights
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0)
}

/** Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = rows[row]![column]! / rows[column]![column]!
      for (let k = column; k <= size; k++) rows[row]![k]! -= factor * rows[column]![k]!
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!)
}
