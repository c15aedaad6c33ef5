/** The reading room for other programs (contract, section 6): the same search as on the page. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { House } from '../house.ts'
import { alike } from '../released/queries.ts'
import { search } from '../released/search.ts'
import { describe } from '../web/describe-api.ts'
import { choice, day, given, text } from '../web/given.ts'
import { TOPICS } from '../web/words/topics.ts'
import { sendPublic } from './public-answer.ts'
import { itemJson, itemsOf } from './show.ts'

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const QUESTION = z.object({
  q: optional(text(200, 0)),
  agency: optional(text(60)),
  topic: optional(choice(TOPICS)),
  from: optional(day),
  to: optional(day),
  cursor: optional(text(60)),
  like: optional(text(200, 0)),
})
/** A person who types asks some times a minute; a program may ask for every page of a county. */
const READERS = { rateLimit: { max: 600, timeWindow: '1 minute' } }

/**
 * `GET /released` for anybody, 600 a minute for one address; `304` for an answer that has not changed.
 * @throws Refusal INVALID for a query that does not fit
 */
export async function releasedApi(app: FastifyInstance, { house }: { house: Pick<House, 'sql'> }): Promise<void> {
  const { sql } = house
  app.get(
    '/released',
    {
      config: { ...READERS, heavy: 'search' },
      schema: describe({
        summary: 'The reading room: what is already public, best first',
        tag: 'public',
        query: {
          q: 'words, each of which must be found in title, 文号 or summary, or a question in a sentence; where nothing holds all of it, what holds most of it, with `nearest: true`',
          agency: 'code of an agency',
          topic: Object.keys(TOPICS).join(', '),
          from: 'released on this day or later, YYYY-MM-DD',
          to: 'released on this day or earlier, YYYY-MM-DD',
          cursor: '`next` of the page before',
          like: 'in place of all others: a title that somebody is typing; at most three items whose titles share much with it',
        },
        answers:
          '{"released":[{"id","title","agency","documentNumber","topic","summary","releasedOn","url","files"}],"next","nearest"?}',
      }),
    },
    async (request, reply) => {
      const { like, ...question } = given(QUESTION, request.query)
      const { rows, next, nearest } = like
        ? { rows: await alike(sql, like), next: null, nearest: false }
        : await search(sql, question)
      const released = (await itemsOf(sql, rows)).map(itemJson)
      return sendPublic(request, reply, {
        body: JSON.stringify({ released, next, ...(nearest && { nearest }) }),
        type: 'application/json; charset=utf-8',
      })
    },
  )
}
