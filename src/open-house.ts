/** Opens everything the office works with, in order, and closes it in the reverse order. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { tell } from './audit/write.ts'
import { checkProcedure } from './check-procedure.ts'
import { connect, type Tx } from './db/client.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { requireKeys, sealsBy } from './db/keys-in-use.ts'
import { openProbe } from './db/probe.ts'
import { bringUpToDate } from './db/up-to-date.ts'
import { openFonts, warmFonts } from './documents/index.ts'
import { openBlobs } from './ground/blobs/open.ts'
import type { Config } from './ground/config.ts'
import { openKeys } from './ground/keys.ts'
import { openPost } from './ground/post.ts'
import { openScanner } from './ground/scanner.ts'
import { keepSigners } from './ground/signing-key.ts'
import { openSms } from './ground/sms.ts'
import { realTime, type Time } from './ground/time.ts'
import { requireInside } from './ground/ways-out.ts'
import type { House } from './house.ts'
import { openLaw } from './law/in-force.ts'
import { openTemplates } from './letters/templates/in-force.ts'
import { shipped } from './letters/templates/shipped.ts'
import { openPortal } from './people/setup.ts'

/** A page that takes longer is no answer any more, and what waits behind it is somebody else's. */
const LONGEST = { desk: 60_000, visitors: 10_000 } // ms

export type OpenHouse = House & { databaseUrl: string; close(): Promise<void> }

/**
 * The house on its database, migrated and with fonts, law and templates loaded. An embedded PostgreSQL starts with it
 * where DATABASE_URL is unset, and stops with `close`, or where opening fails.
 * @param longest ms of one statement, of staff and of visitors
 * @throws Error where the procedure, the law and the shipped templates do not agree; StaysInside where a practice space would lead out.
 */
export async function openHouse(
  config: Config,
  time: Time = realTime,
  longest: { desk?: number; visitors?: number } = LONGEST,
): Promise<OpenHouse> {
  requireInside(config)
  checkProcedure(shipped)
  const embedded: Embedded | undefined = config.databaseUrl
    ? undefined
    : await startEmbedded({ dir: join(config.dataDir, 'postgres') })
  try {
    const databaseUrl = config.databaseUrl ?? embedded!.runtimeUrl
    const ownerUrl = embedded?.url ?? config.databaseOwnerUrl
    await bringUpToDate(databaseUrl, ownerUrl, config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR')
    const held = openKeys(config)
    const name = sealsBy(held.ids[0])
    const { sql, db } = connect(databaseUrl, undefined, 'named', name, longest.desk)
    const added = (tx: Tx, id: string) =>
      tell(tx, { time }, { by: 'system', what: 'keyAdded', subject: id, succeeded: true })
    const origin = await requireKeys(sql, held, time.now(), added, config.publicUrl).catch(async (refused) => {
      await sql.end() // whoever is refused seals nothing, and is not listed as if it did
      throw refused
    })
    const keys = { ...held, origin }
    keepSigners(config.dataDir, keys.signers)
    const everywhere = connect(databaseUrl, 6, 'all', name)
    const visitors = connect(databaseUrl, undefined, 'named', name, longest.visitors)
    const readers = connect(databaseUrl, 6, 'named', name, longest.visitors)
    const probe = openProbe(databaseUrl, name)
    const law = await openLaw(sql)
    const templates = await openTemplates(sql, (agencyId, on) => law.lawFor(agencyId).choices(on))
    const portal = await openPortal(sql)
    const folder = join(config.dataDir, 'fonts')
    const fonts = openFonts(existsSync(folder) ? { folder } : {})
    await warmFonts(fonts)
    const post = openPost({
      smtpUrl: config.smtpUrl,
      mailFrom: config.mailFrom,
      outbox: join(config.dataDir, 'outbox'),
    })
    const { tracesUrl } = config
    // What is not asked for is not loaded: it is a dozen packages.
    const traces = tracesUrl ? (await import('./ground/otlp.ts')).openTraces(tracesUrl) : undefined
    const blobs = await openBlobs(config)
    return {
      config,
      sql,
      db,
      everywhere,
      visitors,
      readers,
      probe,
      law: law.law,
      lawFor: law.lawFor,
      reloadLaw: law.reload,
      templatesFor: templates.templatesFor,
      messagesFor: templates.messagesFor,
      reloadTemplates: templates.reload,
      portal,
      fonts,
      blobs,
      scanner: openScanner(config.clamd),
      post,
      sms: openSms(config),
      time,
      traces,
      keys,
      databaseUrl,
      async close() {
        await traces?.close()
        post.close()
        blobs.close()
        await portal.close()
        await templates.close()
        await law.close()
        await Promise.all([everywhere.sql.end(), visitors.sql.end(), readers.sql.end(), probe.close()])
        await sql.end()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
