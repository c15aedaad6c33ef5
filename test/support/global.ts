/** Once a run: one PostgreSQL, and in it one migrated database that every test file clones. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { onDatabase } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server, as a role that may create databases. */
    serverUrl: string
    /** The migrated database on it, for `create database … template …`. */
    template: string
  }
}

export default async function setup({ provide }: TestProject) {
  const server = await startServer(process.env.TEST_DATABASE_URL)
  const run = `ysqgk_test_${process.pid}`
  const template = `${run}_template`
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  // Spelt out for servers of unknown making: with the character type C, pg_trgm finds nothing in Chinese.
  await sql.unsafe(
    `create database ${template} template template0 encoding 'UTF8' locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'`,
  )
  await migrate(onDatabase(server.url, template))
  provide('serverUrl', server.url)
  provide('template', template)

  return async () => {
    const left = await sql<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${run})`
    for (const { datname } of left) await sql.unsafe(`drop database ${datname} with (force)`)
    await sql.end()
    await server.stop()
  }
}

async function startServer(given: string | undefined): Promise<{ url: string; stop(): Promise<void> }> {
  if (given) return { url: given, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'ysqgk-test-'))
  await chmod(folder, 0o711) // for the user that the server runs as where we are root
  // Nothing here outlives the run, so nothing waits for the disk: a commit takes a tenth of the time.
  const flags = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    'shared_buffers=128MB',
  ]
  const { url, stop } = await startEmbedded({ dir: folder, flags })
  return {
    url,
    async stop() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
