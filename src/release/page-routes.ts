/** What everybody may read: the list with its search, one item, its files, the feed. */
import type { FastifyInstance } from 'fastify'
import { addressOf } from '../ground/config.ts'
import { notFound } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { namedAgencies } from '../people/queries.ts'
import { filesOf, newest, publishedAt, releasedById } from '../released/queries.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import { visitOf } from '../web/visit.ts'
import { type Words, zh } from '../web/words/zh.ts'
import { atom } from './feed.ts'
import { daysOf, filterFrom, listAddress } from './filter.ts'
import { ItemPage } from './pages/item.tsx'
import { RoomPage } from './pages/room.tsx'
import { WithdrawnPage } from './pages/withdrawn.tsx'
import { sendPublic } from './public-answer.ts'
import { sendFile } from './send-file.ts'
import { applyAddress, itemOf, showRoom } from './show.ts'

const HTML = 'text/html; charset=utf-8'
const ID = /^\d{4}-\d{4,9}$/
/** A reader that looks in once a day sees what a busy day brought. */
const IN_FEED = 50

/**
 * The reading room in one language: `/released`, one item, and with the Chinese pages files and Atom feed.
 * @throws Refusal NOT_FOUND; an item that was withdrawn answers 410
 */
export async function releasedPages(
  app: FastifyInstance,
  { house, words }: { house: Pick<House, 'config' | 'sql' | 'db' | 'blobs' | 'scanner' | 'time'>; words: Words },
) {
  const { sql, db } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get('/released', { config: { heavy: 'search' } }, async (request, reply) => {
    const query = formOf(request.query)
    const view = await showRoom(house, words, filterFrom(query), query.cursor, await namedAgencies(sql))
    const page = RoomPage({ visit: visitOf(request, words), view })
    return sendPublic(request, reply, { body: html(page), type: HTML })
  })

  app.get<{ Params: { id: string } }>('/released/:id', async (request, reply) => {
    const row = ID.test(request.params.id) ? await releasedById(db, request.params.id) : undefined
    if (!row) throw notFound()
    const visit = visitOf(request, words)
    const item = itemOf(row, row.withdrawnOn ? [] : await filesOf(sql, [row.id]))
    if (row.withdrawnOn) {
      return sendPublic(request, reply, { body: html(WithdrawnPage({ visit, item })), type: HTML, status: 410 })
    }
    const address = `${site(house)}/released/${row.id}`
    const apply = applyAddress(words, { agency: row.agencyId })
    const body = html(ItemPage({ visit, item, address, apply }))
    return sendPublic(request, reply, { body, type: HTML, modified: new Date(row.updatedAt) })
  })

  // One address in every language: files and feed are in Chinese.
  if (words === zh) filesAndFeed(app, house)
}

function filesAndFeed(
  app: FastifyInstance,
  house: Pick<House, 'config' | 'sql' | 'db' | 'blobs' | 'scanner' | 'time'>,
): void {
  const { sql, db } = house
  app.get<{ Params: { id: string; file: string } }>('/released/:id/files/:file', async (request, reply) => {
    const { id, file } = request.params
    const row = ID.test(id) && isId(file) ? await releasedById(db, id) : undefined
    const match = row && !row.withdrawnOn ? (await filesOf(sql, [id])).find((one) => one.id === file) : undefined
    if (!match) throw notFound()
    return sendFile(house, request, reply, match)
  })

  app.get('/released.atom', async (request, reply) => {
    const filter = filterFrom(formOf(request.query))
    const rows = await newest(sql, { ...filter, ...daysOf(filter) }, IN_FEED)
    const ids = rows.map(({ id }) => id)
    const [files, published] = await Promise.all([filesOf(sql, ids), publishedAt(db, ids)])
    const { title, full } = { title: zh.released.title, full: zh.site.full }
    const entries = rows.map((row) => ({
      ...itemOf(row, files),
      ...{ uid: row.uid, updatedAt: row.updatedAt, publishedAt: published.get(row.id) ?? row.updatedAt },
    }))
    const body = atom({
      ...{ title: `${title} · ${full}`, subtitle: zh.released.lead, base: site(house), entries },
      self: listAddress('/released.atom', filter),
      html: listAddress('/released', filter),
      empty: new Date(0),
    })
    return sendPublic(request, reply, { body, type: 'application/atom+xml; charset=utf-8' })
  })
}

const site = ({ config }: Pick<House, 'config'>) => addressOf(config, config.port)
