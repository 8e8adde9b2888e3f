/**
 * How far a batch of unit vectors is from its teachers: mean(1 - cos) + weight * mean((S - T)^2), where S and T are the
 * matrices of all dot products within the batch. Adds the gradient at the student's vectors to `gradient`.
 */
export function similarityLoss(
  student: Float32Array,
  teacher: Float32Array,
  dims: number,
  weight: number,
  gradient: Float32Array,
): number {
  const count = student.length / dims
  let loss = 0
  for (let i = 0; i < count; i++) {
    const a = i * dims
    loss += (1 - dot(student, a, teacher, a, dims)) / count
    for (let d = 0; d < dims; d++) gradient[a + d]! -= teacher[a + d]! / count
    for (let j = 0; j < i; j++) {
      const b = j * dims
      const off = dot(student, a, student, b, dims) - dot(teacher, a, teacher, b, dims)
      loss += (2 * weight * off * off) / (count * count)
      pull(student, gradient, a, b, (4 * weight * off) / (count * count), dims)
    }
  }
  return loss
}

function dot(x: Float32Array, a: number, y: Float32Array, b: number, dims: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  for (let d = 0; d < dims; d += 4) {
    s0 += x[a + d]! * y[b + d]!
    s1 += x[a + d + 1]! * y[b + d + 1]!
    s2 += x[a + d + 2]! * y[b + d + 2]!
    s3 += x[a + d + 3]! * y[b + d + 3]!
  }
  return s0 + s1 + s2 + s3
}

function pull(student: Float32Array, gradient: Float32Array, a: number, b: number, force: number, dims: number) {
  for (let d = 0; d < dims; d++) {
    gradient[a + d]! += force * student[b + d]!
    gradient[b + d]! += force * student[a + d]!
  }
}
