/**
 * The reading room for programs and search engines: what is public as CSV and as JSON Lines, and the map of the site (sitemaps.org).
 * Descriptions alone; each names the address of its files. SQL: a hundred thousand items are read in pages.
 */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Sql } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { columns } from '../released/matching.ts'
import { filesOf, type ReleasedRow } from '../released/queries.ts'
import { describe } from '../web/describe-api.ts'
import { TOPICS } from '../web/words/topics.ts'
import { zh } from '../web/words/zh.ts'
import { BOM, csvRow } from '../workbooks/csv.ts'
import { itemOf } from './show.ts'
import type { Item } from './views.ts'

/** So many items are in memory at a time. */
const PAGE = 500
/** Addresses of one map: the protocol allows 50,000. */
const IN_MAP = 20_000
/** As a program may ask for all of it: when few others wait. */
const READERS = { heavy: 'search' } as const

/** All that is public, in the order of its numbers. */
async function* allItems(
  sql: Sql,
  from = '',
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Item & { updatedAt: string }> {
  for (let [after, left] = [from, most]; left > 0; ) {
    const rows = await sql<ReleasedRow[]>`
      select ${columns(sql)}, a.name as agency_name from released r join agencies a on a.id = r.agency_id
      where r.withdrawn_on is null and r.id > ${after} order by r.id limit ${Math.min(PAGE, left)}`
    if (rows.length === 0) return
    const files = await filesOf(
      sql,
      rows.map(({ id }) => id),
    )
    for (const row of rows) yield { ...itemOf(row, files), updatedAt: row.updatedAt }
    after = rows.at(-1)!.id
    left -= rows.length
  }
}

const HEADS = ['编号', '标题', '机关', '文号', '主题', '形成日期', '公开日期', '来源', '摘要', '网址', '文件']

/** `/released.csv`, `/released.jsonl` under `/api/v1`. */
export async function openDataApi(app: FastifyInstance, { house }: { house: Pick<House, 'config' | 'sql'> }) {
  const base = () => addressOf(house.config, house.config.port)
  const about = (what: string) => ({
    config: READERS,
    schema: describe({
      summary: `Descriptions of everything in the reading room, as ${what}`,
      tag: 'public',
      answers: 'The file',
    }),
  })

  app.get('/released.csv', about('CSV'), async (_request, reply) => {
    async function* lines() {
      yield BOM + csvRow(HEADS)
      for await (const item of allItems(house.sql)) yield csvRow(cells(item, base()))
    }
    return sendAll(reply, 'text/csv; charset=utf-8', 'released.csv', lines())
  })

  app.get('/released.jsonl', about('JSON Lines (schema.org Dataset)'), async (_request, reply) => {
    async function* lines() {
      for await (const item of allItems(house.sql)) yield `${JSON.stringify(dataset(item, base()))}\n`
    }
    return sendAll(reply, 'application/jsonl; charset=utf-8', 'released.jsonl', lines())
  })
}

const sendAll = (reply: FastifyReply, type: string, name: string, lines: AsyncIterable<string>) =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(Readable.from(lines))

const pageOf = ({ id }: Pick<Item, 'id'>, base: string) => `${base}/released/${id}`

const cells = (item: Item, base: string): string[] => [
  ...[item.id, item.title, item.agency.name, item.documentNumber ?? '', TOPICS[item.topic]],
  ...[item.madeOn ?? '', item.releasedOn, zh.released[item.byRequest ? 'byRequest' : 'byAgency'], item.summary ?? ''],
  ...[pageOf(item, base), item.files.map(({ url }) => base + url).join(' ')],
]

/** @returns an item as schema.org describes a Dataset, with where each of its files lies */
export const dataset = (item: Item, base: string) => ({
  '@context': 'https://schema.org',
  '@type': 'Dataset',
  '@id': pageOf(item, base),
  url: pageOf(item, base),
  identifier: item.documentNumber ? [item.id, item.documentNumber] : item.id,
  name: item.title,
  description: item.summary || item.title,
  inLanguage: 'zh-CN',
  isAccessibleForFree: true,
  keywords: [TOPICS[item.topic], zh.released[item.byRequest ? 'byRequest' : 'byAgency']],
  datePublished: item.releasedOn,
  ...(item.madeOn && { dateCreated: item.madeOn }),
  publisher: { '@type': 'GovernmentOrganization', name: item.agency.name, identifier: item.agency.code },
  distribution: item.files.map(({ name, type, size, url }) => ({
    ...{ '@type': 'DataDownload', name, encodingFormat: type, contentSize: `${size} B`, contentUrl: base + url },
  })),
})

/** What there is to be found besides items, below the root of each language. */
const PAGES = ['', 'guide', 'apply', 'released', 'figures', 'questions', 'samples', 'privacy', 'accessibility']
/** What is of one person, or costs and shows nothing new: followed by no search engine. */
const NOT_FOLLOWED = ['/track', '/receipt', '/answer', '/account', '/sign-in', '/desk', '/api/', '/released?']

/** `/robots.txt`, `/sitemap.xml` and the maps that it names. */
export async function siteMap(app: FastifyInstance, { house }: { house: Pick<House, 'config' | 'sql'> }) {
  const base = () => addressOf(house.config, house.config.port)
  const hidden = { schema: { hide: true }, config: READERS }
  app.get('/robots.txt', { schema: { hide: true } }, (_request, reply) => {
    const lines = NOT_FOLLOWED.flatMap((path) => [`Disallow: ${path}`, `Disallow: /en${path}`])
    return reply
      .type('text/plain; charset=utf-8')
      .send(`User-agent: *\n${lines.join('\n')}\nSitemap: ${base()}/sitemap.xml\n`)
  })

  app.get('/sitemap.xml', hidden, async (_request, reply) => {
    // The last number before each map: where it begins.
    const begins = await house.sql<{ after: string }[]>`
      select id as after from (
        select id, row_number() over (order by id) as n from released where withdrawn_on is null) r
      where n % ${IN_MAP} = 0 order by id`
    const maps = ['', ...begins.map(({ after }) => after)].map(
      (after) => `/sitemap/released.xml${after && `?after=${after}`}`,
    )
    const all = ['/sitemap/pages.xml', ...maps].map((path) => `<sitemap><loc>${base()}${path}</loc></sitemap>\n`)
    return sendXml(reply, `<sitemapindex xmlns="${PROTOCOL}">\n${all.join('')}</sitemapindex>\n`)
  })

  app.get('/sitemap/pages.xml', hidden, (_request, reply) => {
    const all = ['/', '/en/'].flatMap((root) => PAGES.map((page) => `<url><loc>${base()}${root}${page}</loc></url>\n`))
    return sendXml(reply, `<urlset xmlns="${PROTOCOL}">\n${all.join('')}</urlset>\n`)
  })

  app.get<{ Querystring: { after?: string } }>('/sitemap/released.xml', hidden, async (request, reply) => {
    const after = /^\d{4}-\d{4,9}$/.exec(String(request.query.after ?? ''))?.[0] ?? ''
    const rows = await house.sql<{ id: string; updatedAt: string }[]>`
      select id, updated_at from released where withdrawn_on is null and id > ${after} order by id limit ${IN_MAP}`
    const all = rows.map(
      ({ id, updatedAt }) =>
        `<url><loc>${pageOf({ id }, base())}</loc><lastmod>${new Date(updatedAt).toISOString()}</lastmod></url>\n`,
    )
    return sendXml(reply, `<urlset xmlns="${PROTOCOL}">\n${all.join('')}</urlset>\n`)
  })
}

const PROTOCOL = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const sendXml = (reply: FastifyReply, xml: string) =>
  reply
    .type('application/xml; charset=utf-8')
    .header('cache-control', 'public, max-age=3600')
    .send(`<?xml version="1.0" encoding="utf-8"?>\n${xml}`)
