/** A bundle on disk, read where it is asked for: what is large never lies in memory whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Source } from './unzip.ts'

/** @throws Error where the file cannot be opened */
export function openSource(path: string): Source {
  const file = openSync(path, 'r')
  return {
    size: fstatSync(file).size,
    read(at, length) {
      const bytes = Buffer.allocUnsafe(length)
      let read = 0
      while (read < length) {
        const got = readSync(file, bytes, read, length - read, at + read)
        if (got === 0) break
        read += got
      }
      return bytes.subarray(0, read)
    },
    close: () => closeSync(file),
  }
}
