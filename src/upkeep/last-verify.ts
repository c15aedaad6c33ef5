/** When `verify --all` was run last from this folder of data, and what it came to. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type LastVerify = { at: string; ok: boolean }

const pathIn = (dataDir: string) => join(dataDir, 'last-verify.json')

/** Keeps it for the doctor. */
export function noteVerify(dataDir: string, last: LastVerify): void {
  writeFileSync(pathIn(dataDir), `${JSON.stringify(last)}\n`, { mode: 0o600 })
}

/** Undefined where it was never run here, or the note cannot be read. */
export function lastVerify(dataDir: string): LastVerify | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as LastVerify
  } catch {
    return undefined
  }
}
