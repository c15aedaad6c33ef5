/** Proves a bundle in a thread of its own: both digests of a hundred megabytes take a second in which nobody else would be served. */
import { Worker } from 'node:worker_threads'
import { handOvers } from '../../db/keys-in-use.ts'
import { verifierKey } from '../../ground/checkpoint.ts'
import { handOversText, readHandOvers, type Trust } from '../../ground/hand-over.ts'
import type { House } from '../../house.ts'
import type { BundleVerdict } from '../verify.ts'
import { faultInChinese } from './in-chinese.ts'

/** With the office's own key, and those that it came from. @returns what is wrong with it, in Chinese; undefined for nothing */
export async function faultOfBundle(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  bundle: Buffer,
): Promise<string | undefined> {
  const notes = readHandOvers(handOversText(await handOvers(sql)))
  const trust: Trust = { key: verifierKey(keys), ...(Array.isArray(notes) && { handOvers: notes }) }
  const { ok, authenticated, firstFault } = await inThread(bundle, trust)
  if (ok && authenticated) return undefined
  return firstFault ? faultInChinese(firstFault.what) : '不是本机关签署的'
}

/** Copied to the thread: whoever gave the bytes reads on in them. */
function inThread(bundle: Buffer, trust: Trust): Promise<BundleVerdict> {
  const worker = new Worker(new URL('./prove-thread.ts', import.meta.url))
  return new Promise<BundleVerdict>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that proves a bundle ended without a verdict.')))
    worker.postMessage({ bundle, trust })
  }).finally(() => worker.terminate())
}
