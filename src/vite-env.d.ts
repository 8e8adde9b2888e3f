/// <reference types="vite/client" />
declare const __APP_VERSION__: string
/** The address of a part of the content pack, as JSON. */
declare module 'virtual:pack/*' {
  const address: string
  export default address
}
/** The address of pdf.js's character maps, packed into one file. */
declare module 'virtual:pdf-cmaps' {
  const address: string
  export default address
}
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs'
