/** Web, jobs, or both, until a signal: what is in flight is finished, then everything is closed. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { openApp } from './app.ts'
import { addressOf } from './ground/config.ts'
import type { OpenHouse } from './open-house.ts'
import { openWorker, type Worker } from './worker.ts'

export type Service = { address: string; close(): Promise<void> }

/** Opens web and jobs; when that fails, the house is closed again, so that no database is left behind. */
export async function serve(house: OpenHouse): Promise<Service> {
  try {
    return await open(house)
  } catch (error) {
    await house.close()
    throw error
  }
}

async function open(house: OpenHouse): Promise<Service> {
  const { role, host, port } = house.config
  const worker: Worker | undefined = role === 'web' ? undefined : await openWorker(house, house.databaseUrl)
  const app: FastifyInstance | undefined = role === 'worker' ? undefined : await openApp(house)
  await app?.listen({ host, port })
  const listening = (app?.server.address() as AddressInfo | undefined)?.port ?? port
  // Links in mails name the port that was found free.
  house.config.port = listening
  return {
    address: addressOf(house.config, listening),
    async close() {
      await app?.close()
      await worker?.stop()
      await house.close()
    },
  }
}

/** The first signal closes in order; a second one leaves at once. */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false
  const stop = () => {
    if (closing) process.exit(1)
    closing = true
    close().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
