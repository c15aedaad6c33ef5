/** The store of files that the settings name. */
import type { Blobs } from '../blobs.ts'
import type { Config } from '../config.ts'
import { bucketBlobs } from './bucket.ts'
import { coatOf, noCoat } from './coat.ts'
import { diskBlobs } from './disk.ts'

/** How what is put is sealed. */
type Sealed = Pick<Config, 'blobsSealed' | 'secrets' | 'sealing'>
type Settings = Pick<Config, 'blobDir' | 'blobBucket' | keyof Sealed>

/** The files of this house, on its disk or in its bucket; whoever opens it closes it. */
export const openBlobs = (config: Settings): Promise<Blobs> =>
  config.blobBucket
    ? bucketBlobs(config.blobBucket, `${config.blobDir}/drafts`, coatFrom(config))
    : diskBlobs(config.blobDir, coatFrom(config))

/** A folder of a backup: the same files, sealed alike. */
export const blobsIn = (folder: string, config: Sealed): Promise<Blobs> => diskBlobs(folder, coatFrom(config))

/** For people, without what opens it. */
export const storeName = ({ blobDir, blobBucket }: Pick<Config, 'blobDir' | 'blobBucket'>): string =>
  blobBucket?.name ?? blobDir

function coatFrom({ blobsSealed, secrets, sealing }: Sealed) {
  const coat = coatOf(secrets, sealing)
  return blobsSealed ? coat : noCoat(coat)
}
