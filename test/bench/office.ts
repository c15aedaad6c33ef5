/** An office for a bench: a database server as the product starts it, the house on it, and its web side listening. */
import { mkdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openApp } from '../../src/app.ts'
import { connect } from '../../src/db/client.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { readConfig } from '../../src/ground/config.ts'
import { type OpenHouse, openHouse } from '../../src/open-house.ts'
import { passableFolder } from '../support/folder.ts'

export type Server = { folder: string; url: string; runtimeUrl: string; stop(): Promise<void> }
type At = Pick<Server, 'folder' | 'url' | 'runtimeUrl'>
/** `ownerUrl`: its database as the owner, who may vacuum. */
export type Office = { house: OpenHouse; app: FastifyInstance; port: number; ownerUrl: string; close(): Promise<void> }

/** @param stays a folder that is kept with all that was made in it; a temporary one where none is given */
export async function startServer(stays?: string): Promise<Server> {
  if (stays) mkdirSync(stays, { recursive: true, mode: 0o711 })
  const folder = stays ?? (await passableFolder(join(tmpdir(), 'bench-')))
  const remove = () => !stays && rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove) // a run that is broken off leaves no gigabytes
  const server = await startEmbedded({ dir: join(folder, 'postgres') })
  return {
    folder,
    url: server.url,
    runtimeUrl: server.runtimeUrl,
    async stop() {
      await server.stop()
      remove()
      process.off('exit', remove)
    },
  }
}

/**
 * What the house of a bench is set to. One machine plays all clients: it may file as much as it can and says of each
 * request which client it is (contract, section 1).
 */
export const settings = ({ folder, url, runtimeUrl }: At) => ({
  DATA_DIR: folder,
  DATABASE_URL: runtimeUrl,
  DATABASE_OWNER_URL: url,
  FILING_LIMIT: 'off',
  TRUST_PROXY: '127.0.0.1',
  /** To compare: what files cost in clear. */
  BLOB_SEALING: process.env.BLOB_SEALING ?? 'on',
})

/** @param fill what is in it before the first question: done as the owner, who may take indexes off */
export async function openOffice(at: At, fill: (house: OpenHouse) => Promise<void>): Promise<Office> {
  const house = await openHouse(readConfig(settings(at)))
  try {
    const owner = connect(at.url)
    await fill({ ...house, ...owner }).finally(() => owner.sql.end())
    const app = await openApp(house)
    return {
      house,
      app,
      port: await listening(app),
      ownerUrl: at.url,
      async close() {
        await app.close()
        await house.close()
      },
    }
  } catch (error) {
    await house.close()
    throw error
  }
}

/** Opens an office on a server of its own, and clears both away. */
export async function inOffice<T>(fill: (house: OpenHouse) => Promise<void>, work: (office: Office) => Promise<T>) {
  const server = await startServer()
  try {
    const office = await openOffice(server, fill)
    try {
      return await work(office)
    } finally {
      await office.close()
    }
  } finally {
    await server.stop()
  }
}

export async function listening(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return (app.server.address() as AddressInfo).port
}

/** The header that signs requests in as this member of the district's staff. */
export async function signedInAs(app: FastifyInstance, username: string): Promise<{ authorization: string }> {
  const payload = { username, password: PASSWORD }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload })
  if (answer.statusCode !== 201) throw new Error(`${username} was not let in: ${answer.body}`)
  return { authorization: `Bearer ${answer.json().token}` }
}
