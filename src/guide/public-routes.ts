/** What anybody reads: versions of a guide, questions and answers, sample requests, in both languages; answers for programs. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { namedAgencies } from '../people/queries.ts'
import { decimal } from '../web/decimal.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { linesOf, publishedIn } from './guide.ts'
import { QuestionsPage } from './pages/public-questions.tsx'
import { SamplesPage } from './pages/samples.tsx'
import { VersionsPage } from './pages/versions.tsx'
import { type Looked, lookedFor, publicAnswers, TOPICS } from './questions.ts'

const READERS = { rateLimit: { max: 600, timeWindow: '1 minute' } }
/** Longer questions are cut: nobody types more. */
const LONGEST = 100

const lookedIn = (query: unknown): Looked => {
  const { q, topic, agency } = formOf(query)
  return {
    q: q?.slice(0, LONGEST),
    topic: (TOPICS as readonly string[]).includes(topic ?? '') ? topic : undefined,
    agency: agency || undefined,
  }
}

/** `GET /questions` for programs of anybody, as the hotline 12345. */
export async function answersApi(app: FastifyInstance, { house }: { house: Pick<House, 'sql'> }): Promise<void> {
  app.get(
    '/questions',
    {
      config: READERS,
      schema: describe({
        summary:
          'Questions and answers of the offices, as published; `like` where none holds every word and these come near',
        tag: 'public',
        query: { q: 'Words or a question', topic: TOPICS.join(', '), agency: 'Code of an agency' },
        answers:
          '{"like":false,"questions":[{"id","agency":{"code","name"},"topic","question","answer","basis","version","publishedOn","updatedOn"}]}',
      }),
    },
    async ({ query }) => {
      const { found, isLike } = lookedFor(await publicAnswers(house.sql), lookedIn(query))
      return { like: isLike, questions: found }
    },
  )
}

/** `/questions`, `/samples` and `/guide/versions` in one language. */
export async function guidePublicPages(
  app: FastifyInstance,
  { house, words }: { house: Pick<House, 'sql'>; words: Words },
): Promise<void> {
  const hidden = { config: READERS, schema: { hide: true } }

  app.get('/questions', hidden, async (request, reply) => {
    const looked = lookedIn(request.query)
    const all = await publicAnswers(house.sql)
    const { found, isLike } = lookedFor(all, looked)
    const topics = TOPICS.filter((topic) => all.some((one) => one.topic === topic))
    return sendPage(reply, QuestionsPage({ visit: visitOf(request, words), looked, found, isLike, topics }))
  })

  app.get('/samples', hidden, async (request, reply) => {
    const added = (await publicAnswers(house.sql)).filter(
      ({ topic }) => topic === 'goodSample' || topic === 'badSample',
    )
    return sendPage(reply, SamplesPage({ visit: visitOf(request, words, 'samples'), added }))
  })

  app.get('/guide/versions', hidden, async (request, reply) => {
    const { agency: named, nth } = formOf(request.query)
    const agencies = await namedAgencies(house.sql)
    const agency = agencies.find(({ id }) => id === named) ?? agencies[0]
    const published = agency ? publishedIn(await linesOf(house.sql, agency.id)) : []
    // What is no version shows the last one: whoever reads pages is not sent away for an address.
    const shown = published[(decimal(nth ?? '') ?? 0) - 1] ?? published.at(-1)
    return sendPage(reply, VersionsPage({ visit: visitOf(request, words), agency, published, shown }))
  })
}
