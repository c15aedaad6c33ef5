/**
 * Once a run: one folder for whatever tests write, one PostgreSQL, and in it the migrated database, empty and with the district of
 * most stories, which every test file clones.
 */
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '../../src/db/client.ts'
import { migrate } from '../../src/db/migrate.ts'
import { giveRights } from '../../src/db/rights.ts'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { settableTime } from '../../src/ground/time.ts'
import { MONDAY, morning } from './days.ts'
import { openFolder } from './folder.ts'
import { cloneDatabase, onDatabase } from './postgres.ts'
import { PROOF } from './proof.ts'
import { type ServerSocket, shareServer, startServer } from './server.ts'
import { waiting } from './turns.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server, as a role that may create databases. */
    serverUrl: string
    /** The same server, as the role of the service. */
    runtimeUrl: string
    /** The migrated database on it, for `create database … template …`. */
    template: string
    /** The same with 云溪区 and its staff, as of `MONDAY`. */
    district: string
    /** Where it listens beside its port, if it is ours. */
    socket: ServerSocket | undefined
  }
}

export default async function setup({ provide, config }: TestProject) {
  const { SAMPLE } = config.env
  if (!PROOF) console.log(`The sample of this run: SAMPLE=${SAMPLE} (npm run proof tries all)`)
  const later = waiting(Number(SAMPLE)).length
  if (later > 0) console.log(`${later} files wait for their turn (test/support/turns.ts); FILES=all runs them, too.`)
  const folder = await openFolder()
  const given = process.env.TEST_DATABASE_URL
  const server = given ? await shareServer(given) : await startServer(join(folder.path, 'server'))
  const template = `${server.run}_template`
  // Spelt out for servers of unknown making: with the character type C, pg_trgm finds nothing in Chinese.
  await server.sql.unsafe(
    `create database ${template} template template0 encoding 'UTF8' locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'`,
  )
  await migrate(onDatabase(server.url, template))
  await giveRights(onDatabase(server.url, template), server.runtimeUrl)
  // Told anew for each of some three hundred offices it took a sixth of opening them.
  const district = `${server.run}_district`
  await cloneDatabase(server.url, template, district)
  const { sql } = connect(onDatabase(server.url, district), 3)
  await seedDistrict({ sql, time: settableTime(morning(MONDAY)) })
  await sql.end()
  // A database with somebody in it cannot be cloned.
  for (const name of [template, district]) await server.sql.unsafe(`alter database ${name} allow_connections false`)
  provide('serverUrl', server.url)
  provide('runtimeUrl', server.runtimeUrl)
  provide('template', template)
  provide('district', district)
  provide('socket', server.socket)

  // What is not cleared away is named, and swept by a later run. No test is at fault: a run whose tests pass has passed.
  return async () => {
    for (const clear of [server.leave, folder.close])
      await clear().catch((fault) => console.warn('Not everything was cleared away:', fault))
  }
}
