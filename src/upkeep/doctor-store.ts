/** Whether files come and go: one of chance bytes is stored, read and removed; of a bucket, what it promises. */
import { randomBytes } from 'node:crypto'
import { openBlobs, storeName } from '../ground/blobs/open.ts'
import type { Config } from '../ground/config.ts'
import { openBucket } from '../ground/s3/bucket.ts'
import { type Check, doubtful, faulty, fine } from './finding.ts'

/** After every time that there is. */
const ANY_TIME = new Date(8.64e15)

export const storeChecks: readonly Check[] = [
  {
    check: 'store',
    title: '存放文件的地方',
    async look({ config }) {
      const name = storeName(config)
      try {
        await tryOne(config)
      } catch (error) {
        const why = (error as { why?: string }).why ?? (error as Error).message
        return faulty(
          `${name} 不能使用（${why}）`,
          '请核对 BLOB_URL、访问密钥及其权限（读、写、删除、列出）、网络和证书；恢复以前，不需要文件的照常办理',
        )
      }
      const says = `${name} 可以写入、读出、删除，新存放的文件${config.blobsSealed ? '由密钥加密' : '不加密'}`
      if (!config.blobBucket) return fine(says)
      const { versioning, lock, locksAll } = await promisesOf(config.blobBucket)
      const more = `${says}；版本控制${versioning ? '已开启' : '没有开启'}，对象锁定${lock ? '已开启' : '没有开启'}`
      if (locksAll)
        return doubtful(
          `${more}，并且每个对象都有默认的保留期，没有登记的文件到期以前不能真正删除`,
          '请取消桶的默认保留期；对象锁定用于见证的桶，不用于存放文件的桶',
        )
      return versioning
        ? fine(more)
        : doubtful(more, '请开启桶的版本控制，并设置生命周期清理旧版本：误删、被覆盖的文件可以找回')
    },
  },
]

async function tryOne(config: Config): Promise<void> {
  const blobs = await openBlobs(config)
  try {
    const bytes = randomBytes(64)
    const { sha256 } = await blobs.put(bytes)
    if (!(await blobs.read(sha256)).equals(bytes)) throw new Error('读出的与写入的不同')
    await blobs.setAside(sha256, ANY_TIME)
    await blobs.forget(sha256)
    if (await blobs.has(sha256)) throw new Error('写入的试验文件没有删除')
  } finally {
    blobs.close()
  }
}

async function promisesOf(set: NonNullable<Config['blobBucket']>) {
  const bucket = openBucket(set)
  try {
    return await bucket.promises()
  } finally {
    bucket.close()
  }
}

/** The buckets among the witnesses that lock nothing, or do not say so: by their names. */
export async function withoutLock(witnesses: Config['witnesses']): Promise<string[]> {
  const found: string[] = []
  for (const one of witnesses) {
    if (one.kind !== 'bucket') continue
    const { lock } = await promisesOf(one.set).catch(() => ({ lock: false }))
    if (!lock) found.push(one.name)
  }
  return found
}
