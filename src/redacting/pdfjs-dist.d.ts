/** The small build has no types of its own, and is the same library: it needs half of the memory. */
declare module 'pdfjs-dist/legacy/build/pdf.min.mjs' {
  export * from 'pdfjs-dist'
}
