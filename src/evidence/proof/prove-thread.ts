/** The thread in which bundles are proven: one comes in, the verdict and what lies in it go out. */
import { parentPort } from 'node:worker_threads'
import type { Trust } from '../../ground/hand-over.ts'
import { contentsOf } from './contents.ts'
import { sourceOf } from './unzip.ts'
import { verifyBundle } from './verify-bundle.ts'

parentPort!.once('message', ({ bundle, trust }: { bundle: Uint8Array; trust: Trust }) => {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  parentPort!.postMessage({ verdict: verifyBundle(bytes, trust), contents: contentsOf(sourceOf(bytes)) })
})
