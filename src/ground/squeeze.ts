/**
 * Compression with the same bytes on every machine. Node's zlib looks for repeats in other places on a processor with
 * other vector instructions; fflate is plain JavaScript and does not.
 */
export { unzipSync, zipSync, zlibSync } from 'fflate'
