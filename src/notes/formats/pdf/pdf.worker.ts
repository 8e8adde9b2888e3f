// pdf.js answers by itself in any worker that it finds itself in.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
