/** What anybody reads of past years: `/figures` in both languages, and the same for programs. Nothing is there until an office publishes. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { House } from '../house.ts'
import { decimal } from '../web/decimal.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { figuresCsv, figuresJson } from './export.ts'
import { FiguresPage } from './pages/public.tsx'
import { publishedFigures } from './publish.ts'

const ASKED = z.object({
  year: z.preprocess(
    (v) => (v === '' ? undefined : v),
    z
      .string()
      .regex(/^20\d{2}$/, { error: '请填写四位年份' })
      .optional(),
  ),
})
const HELP = { year: 'The year; without it all that are published' }
const READERS = { rateLimit: { max: 600, timeWindow: '1 minute' } }
const yearIn = (query: unknown) => {
  const { year } = given(ASKED, query)
  return year === undefined ? undefined : Number(year)
}

/** `GET /figures` and `/figures.csv` for anybody. @throws Refusal INVALID (year) */
export async function figuresApi(app: FastifyInstance, { house }: { house: Pick<House, 'sql'> }): Promise<void> {
  app.get(
    '/figures',
    {
      config: READERS,
      schema: describe({
        summary:
          'Anonymous figures of past years, as published; null is a figure that is too small, or would tell one that is',
        ...{ tag: 'public', query: HELP },
        answers:
          '{"figures":[{"year","office","publishedAt","agencies","tables":[{"table","kinds","cells","sums","totals"}]}]}',
      }),
    },
    async ({ query }) => ({ figures: (await publishedFigures(house.sql, yearIn(query))).map(figuresJson) }),
  )

  app.get(
    '/figures.csv',
    {
      config: READERS,
      schema: describe({
        summary: 'The same as CSV; `*` is such a figure',
        tag: 'public',
        query: HELP,
        answers: 'The file',
      }),
    },
    async ({ query }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="figures.csv"')
        .send(figuresCsv(await publishedFigures(house.sql, yearIn(query)))),
  )
}

/** `/figures` in one language: a year of the query, or the latest. */
export async function figuresPages(
  app: FastifyInstance,
  { house, words }: { house: Pick<House, 'sql'>; words: Words },
): Promise<void> {
  app.get('/figures', { config: READERS, schema: { hide: true } }, async (request, reply) => {
    const all = await publishedFigures(house.sql)
    // What is no year shows the latest one: whoever reads pages is not sent away for an address.
    const year = decimal(formOf(request.query).year) ?? all[0]?.year
    const shown = all.filter((one) => one.year === year)
    const years = [...new Set(all.map((one) => one.year))]
    return sendPage(reply, FiguresPage({ visit: visitOf(request, words), shown, years, year }))
  })
}
