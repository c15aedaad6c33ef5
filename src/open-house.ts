/** Opens everything the office works with, in order, and closes it in the reverse order. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkProcedure } from './check-procedure.ts'
import { connect } from './db/client.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { bringUpToDate } from './db/up-to-date.ts'
import { openFonts, warmFonts } from './documents/index.ts'
import { diskBlobs } from './ground/blobs.ts'
import type { Config } from './ground/config.ts'
import { keysFrom } from './ground/keys.ts'
import { openPost } from './ground/post.ts'
import { openSms } from './ground/sms.ts'
import { realTime, type Time } from './ground/time.ts'
import type { House } from './house.ts'
import { openLaw } from './law/in-force.ts'
import { openTemplates } from './letters/templates/in-force.ts'
import { shipped } from './letters/templates/shipped.ts'
import { openPortal } from './people/setup.ts'

export type OpenHouse = House & { databaseUrl: string; close(): Promise<void> }

/**
 * The house on its database, migrated and with fonts, law and templates loaded. An embedded PostgreSQL starts with it
 * where DATABASE_URL is unset, and stops with `close`, or where opening fails.
 * @throws Error where the procedure, the law and the shipped templates do not agree.
 */
export async function openHouse(config: Config, time: Time = realTime): Promise<OpenHouse> {
  checkProcedure(shipped)
  const embedded: Embedded | undefined = config.databaseUrl
    ? undefined
    : await startEmbedded({ dir: join(config.dataDir, 'postgres') })
  try {
    const databaseUrl = config.databaseUrl ?? embedded!.runtimeUrl
    const ownerUrl = embedded?.url ?? config.databaseOwnerUrl
    await bringUpToDate(databaseUrl, ownerUrl, config.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR')
    const { sql, db } = connect(databaseUrl)
    const everywhere = connect(databaseUrl, 6, 'all')
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
    return {
      config,
      sql,
      db,
      everywhere,
      law: law.law,
      lawFor: law.lawFor,
      reloadLaw: law.reload,
      templatesFor: templates.templatesFor,
      reloadTemplates: templates.reload,
      portal,
      fonts,
      blobs: await diskBlobs(config.blobDir),
      post,
      sms: openSms(config),
      time,
      keys: keysFrom(config.secretKey),
      databaseUrl,
      async close() {
        post.close()
        await portal.close()
        await templates.close()
        await law.close()
        await everywhere.sql.end({ timeout: 5 })
        await sql.end({ timeout: 5 })
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
