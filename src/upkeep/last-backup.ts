/** When and where to a backup was made last from this folder of data, for whoever asks whether there is one. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type LastBackup = { at: string; to: string; manifest: string }

const pathIn = (dataDir: string) => join(dataDir, 'last-backup.json')

/** @param last `manifest`: its SHA-256 */
export function noteBackup(dataDir: string, last: LastBackup): void {
  writeFileSync(pathIn(dataDir), `${JSON.stringify(last)}\n`, { mode: 0o600 })
}

/** Undefined where none was made, or the note cannot be read. */
export function lastBackup(dataDir: string): LastBackup | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as LastBackup
  } catch {
    return undefined
  }
}
