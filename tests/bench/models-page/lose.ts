/** The app's worker of web-llm, and a way to take its graphics device away, as drivers do. To be imported before it. */
interface Device {
  destroy(): void
}
type Adapter = { requestDevice(...all: unknown[]): Promise<Device> }

const adapter = (globalThis as { GPUAdapter?: { prototype: Adapter } }).GPUAdapter?.prototype
let device: Device | undefined
if (adapter) {
  const request = adapter.requestDevice
  adapter.requestDevice = async function (this: Adapter, ...all) {
    return (device = await request.apply(this, all))
  }
}
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'lose') device?.destroy()
})
