/** Stores to tell the same stories of: a disk, `s3rver`, and the stand-in that does what `s3rver` does not. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { startStandIn } from './s3.ts'

export type Place = {
  /** Settings that lead there; nothing for the disk. */
  env: Record<string, string>
  close(): Promise<void>
}

export const STORES = ['disk', 's3rver', 'stand-in'] as const
export type Store = (typeof STORES)[number]

export async function openPlace(store: Store): Promise<Place> {
  if (store === 'disk') return { env: {}, close: async () => {} }
  if (store === 'stand-in') {
    const there = await startStandIn()
    return { env: { BLOB_URL: there.url(), ...there.env }, close: there.close }
  }
  const directory = await mkdtemp(join(tmpdir(), 'ysqgk-s3rver-'))
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory },
    configureBuckets: [{ name: 'files' }],
  })
  const { port } = await server.run()
  return {
    env: {
      BLOB_URL: `s3://files/ours?endpoint=http://127.0.0.1:${port}&region=us-east-1`,
      ...{ S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' },
    },
    async close() {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** All of it. */
export async function gathered<T>(of: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of of) all.push(one)
  return all
}
