/** Where the house keeps what it keeps: the folder of its data, and the store of files. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bucketSet } from './s3/bucket-set.ts'
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

/** `blobDir` is undefined where no store can be used; every fault is told to `fault`. Makes the folders. */
export function foldersSet(setting: Setting, fault: Complain) {
  const dataDir = resolve(setting('DATA_DIR') ?? 'var')
  const unwritable = whyUnwritable(dataDir)
  if (unwritable)
    fault('DATA_DIR', `is ${dataDir}, where this process cannot write (${unwritable})`, 'Give a folder that it owns')

  const blobUrl = setting('BLOB_URL')
  const bucket = blobUrl?.startsWith('s3:') ? bucketSet(blobUrl, setting) : undefined
  const blobBucket = Array.isArray(bucket) ? undefined : bucket
  if (Array.isArray(bucket)) for (const { problem, remedy } of bucket) fault('BLOB_URL', problem, remedy)
  const blobDir = blobFolder(bucket ? undefined : blobUrl, dataDir)
  if (!blobDir)
    fault(
      'BLOB_URL',
      'names a store that this version cannot use',
      'Leave it unset to keep files under DATA_DIR/blobs, or give file:///ABSOLUTE/FOLDER or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION',
    )
  else if (blobDir !== join(dataDir, 'blobs')) {
    const why = whyUnwritable(blobDir)
    if (why) fault('BLOB_URL', `is ${blobDir}, where this process cannot write (${why})`, 'Give a folder that it owns')
  }
  const blobSealing = setting('BLOB_SEALING') ?? 'on'
  if (blobSealing !== 'on' && blobSealing !== 'off')
    fault('BLOB_SEALING', `is "${blobSealing}"`, 'Give on or off, or leave it unset for on')
  return { dataDir, blobDir, blobBucket, blobsSealed: blobSealing === 'on' }
}

function blobFolder(text: string | undefined, dataDir: string): string | undefined {
  if (!text) return join(dataDir, 'blobs')
  const url = parsed(text, ['file:'])
  // An encoded slash makes fileURLToPath throw.
  return url && !url.host && !/%2f/i.test(url.pathname) ? fileURLToPath(url) : undefined
}

/** Asked by writing: permission bits do not tell of read-only disks, quotas and container users. */
function whyUnwritable(folder: string): string | undefined {
  try {
    makeFolder(folder)
    const trial = join(folder, `.writable-${randomUUID()}`)
    writeFileSync(trial, '')
    rmSync(trial)
    return undefined
  } catch (why) {
    return (why as Error).message
  }
}

/**
 * Makes the folder and those above it. Not `recursive`: below /proc, where nothing can be made, Node 24 then tries for ever.
 * @param mode others may usually pass through but not list: the database server runs as another user where we are root
 * @throws Error of the system
 */
export function makeFolder(folder: string, mode = 0o711): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder), mode)
  mkdirSync(folder, { mode })
}
