const single = new Float32Array(1)
const bits = new Uint32Array(single.buffer)

/** The nearest 16-bit float of a number of ordinary size; what is too small becomes zero. */
export function toHalf(value: number): number {
  single[0] = value
  const sign = (bits[0]! >>> 16) & 0x8000
  const rounded = (bits[0]! & 0x7fffffff) + 0x1000
  const exponent = (rounded >>> 23) - 112
  if (exponent <= 0) return 0
  if (exponent > 30) return sign | 0x7bff
  return sign | (exponent << 10) | ((rounded >>> 13) & 0x3ff)
}

export function fromHalf(half: number): number {
  const exponent = (half >>> 10) & 31
  if (!exponent) return 0
  const size = (1 + (half & 0x3ff) / 1024) * 2 ** (exponent - 15)
  return half & 0x8000 ? -size : size
}
