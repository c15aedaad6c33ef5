/** The database for whoever keeps it up: asked as the owner of its tables where the owner is known. */
import { join } from 'node:path'
import { startEmbedded } from '../db/embedded.ts'
import type { Config } from '../ground/config.ts'

export type Reached = {
  /** As the service signs in. */
  url: string
  /** As the owner of the tables; the service's own where no other is known. */
  ownerUrl: string
  /** Whether a service runs on it, where that can be told: the embedded one is then somebody's already. */
  adopted: boolean
  embedded: boolean
  close(): Promise<void>
}

/** Starts the embedded server where no other is set; one that a service has started is shared with it. */
export async function reachDatabase(config: Config): Promise<Reached> {
  const { databaseUrl: url, databaseOwnerUrl, dataDir } = config
  if (url) return { url, ownerUrl: databaseOwnerUrl ?? url, adopted: false, embedded: false, close: async () => {} }
  const server = await startEmbedded({ dir: join(dataDir, 'postgres') })
  const { runtimeUrl, url: ownerUrl, adopted } = server
  return { url: runtimeUrl, ownerUrl, adopted, embedded: true, close: () => server.stop() }
}
