import { noGraphics, type Device, type Graphics } from './capability'

/** The smallest module that uses SIMD. */
const simdModule = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
)

/** Asks the browser what this device can do. Nothing is measured and nothing leaves it. */
export async function probeDevice(): Promise<Device> {
  const isolated = globalThis.crossOriginIsolated === true
  const cores = navigator.hardwareConcurrency || 1
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined)
  return {
    simd: WebAssembly.validate(simdModule),
    threads: isolated ? threadsFor(cores) : 1,
    isolated,
    cores,
    memoryGb: (navigator as { deviceMemory?: number }).deviceMemory,
    room: estimate?.quota === undefined ? undefined : Math.max(0, estimate.quota - (estimate.usage ?? 0)),
    store: await storeHere(),
    phone: matchMedia('(pointer: coarse) and (max-width: 900px)').matches,
    graphics: await probeGraphics(),
  }
}

/** Half of many cores: the other half are often the same ones twice, and the screen wants one. */
function threadsFor(cores: number): number {
  return cores <= 4 ? cores : Math.min(8, Math.ceil(cores / 2))
}

async function storeHere(): Promise<Device['store']> {
  try {
    await navigator.storage.getDirectory()
    return 'files'
  } catch {
    return 'caches' in globalThis ? 'cache' : 'none'
  }
}

interface Adapter {
  isFallbackAdapter?: boolean
  info?: { isFallbackAdapter?: boolean; vendor?: string; architecture?: string; description?: string }
  features: ReadonlySet<string>
  limits: Record<string, number>
}

async function probeGraphics(): Promise<Graphics> {
  const gpu = (navigator as { gpu?: { requestAdapter(options: object): Promise<Adapter | null> } }).gpu
  // The interface may be there and have no adapter.
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  if (!adapter) return noGraphics
  const { info, limits, features } = adapter
  const name = [info?.vendor, info?.architecture || info?.description].filter(Boolean).join(' ')
  const software = adapter.isFallbackAdapter || info?.isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(name)
  return {
    kind: software ? 'software' : 'usable',
    name,
    f16: features.has('shader-f16'),
    maxBufferBytes: limits.maxBufferSize ?? 0,
    maxBindingBytes: limits.maxStorageBufferBindingSize ?? 0,
    workgroupBytes: limits.maxComputeWorkgroupStorageSize ?? 0,
    storageBuffers: limits.maxStorageBuffersPerShaderStage ?? 0,
  }
}
