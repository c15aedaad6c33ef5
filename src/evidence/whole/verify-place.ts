/** Where an interrupted `verify --all` had come to, in this folder of data. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../ground/durable.ts'
import type { Read } from './blob-check.ts'
import type { Place } from './ledger-check.ts'

/** `log`: how long it was when the run began, and its root, by which the same database is known again. */
export type Run = { log: { size: number; root: string }; ledger: Place; blobs: Read | 'whole'; blobsRead: number }

const pathIn = (dataDir: string) => join(dataDir, 'verify-place.json')

/** In the place of the one before, whole. */
export const keepRun = (dataDir: string, run: Run): void => replaceFile(pathIn(dataDir), `${JSON.stringify(run)}\n`)

/** Undefined where none was interrupted here, or it cannot be read. */
export function interruptedRun(dataDir: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as Run
  } catch {
    return undefined
  }
}

/** Once a run has come to its end. */
export const forgetRun = (dataDir: string): void => rmSync(pathIn(dataDir), { force: true })
