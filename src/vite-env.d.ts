/// <reference types="vite/client" />
declare const __APP_VERSION__: string
/** The address of a part of the content pack, as JSON. */
declare module 'virtual:pack/*' {
  const address: string
  export default address
}
