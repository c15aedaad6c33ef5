/** Proves a bundle in a thread of its own: both digests of a hundred megabytes take a second in which nobody else would be served. */
import { Worker } from 'node:worker_threads'
import { handOvers } from '../../db/keys-in-use.ts'
import { verifierKey } from '../../ground/checkpoint.ts'
import { handOversText, readHandOvers, type Trust } from '../../ground/hand-over.ts'
import type { House } from '../../house.ts'
import type { BundleVerdict } from '../verify.ts'
import type { Contents } from './contents.ts'
import { faultInChinese } from './in-chinese.ts'

/** `fault`: what is wrong with it first, in Chinese; undefined for nothing. */
export type Proof = { fault: string | undefined } & Contents
type Proven = { verdict: BundleVerdict; contents: Contents }

/** With the office's own key, and those that it came from. */
export async function proveApart({ sql, keys }: Pick<House, 'sql' | 'keys'>, bundle: Buffer): Promise<Proof> {
  const notes = readHandOvers(handOversText(await handOvers(sql)))
  const trust: Trust = { key: verifierKey(keys), ...(Array.isArray(notes) && { handOvers: notes }) }
  const { verdict, contents } = await inThread(bundle, trust)
  const { ok, authenticated, firstFault } = verdict
  const fault = firstFault ? faultInChinese(firstFault.what) : '不是本机关签署的'
  return { fault: ok && authenticated ? undefined : fault, ...contents }
}

/** Copied to the thread: whoever gave the bytes reads on in them. */
function inThread(bundle: Buffer, trust: Trust): Promise<Proven> {
  const worker = new Worker(new URL('./prove-thread.ts', import.meta.url))
  return new Promise<Proven>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that proves a bundle ended without a verdict.')))
    worker.postMessage({ bundle, trust })
  }).finally(() => worker.terminate())
}
