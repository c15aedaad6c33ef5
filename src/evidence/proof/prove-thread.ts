/** The thread in which bundles are proven: one comes in, the verdict goes out. */
import { parentPort } from 'node:worker_threads'
import type { Trust } from '../../ground/hand-over.ts'
import { verifyBundle } from './verify-bundle.ts'

parentPort!.once('message', ({ bundle, trust }: { bundle: Uint8Array; trust: Trust }) =>
  parentPort!.postMessage(verifyBundle(Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength), trust)),
)
