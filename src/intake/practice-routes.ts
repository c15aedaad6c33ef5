/** `/practice`: the form of an application that is judged and then forgotten. Nothing of it is stored, logged or sent. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { APPLICATION } from '../acts/application.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyViews } from './agency-views.ts'
import { fromApplicationForm, toFormErrors } from './application-form.ts'
import { hintsFor } from './hints.ts'
import { PracticePage, PractisedPage } from './pages/practice.tsx'

const TRIES = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** The routes of one language. @throws Refusal CSRF for a form of another site */
export function practiceRoutes(app: FastifyInstance, house: Pick<House, 'sql'>, words: Words): void {
  const shows = async (request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) => {
    const agencies = await agencyViews(house)
    // Neither a cache nor Back keeps what somebody typed.
    reply.header('cache-control', 'no-store')
    return sendPage(reply, PracticePage({ visit: visitOf(request, words, 'practice'), agencies, form }), status)
  }

  app.get('/practice', { config: TRIES }, async (request, reply) => {
    const isExample = formOf(request.query).example === '1'
    return shows(request, reply, { values: isExample ? words.practice.filled : {}, errors: [] })
  })

  app.post('/practice', { config: TRIES, preHandler: sameSite }, async (request, reply) => {
    const values = formOf(request.body)
    try {
      const { request: asked } = given(APPLICATION, fromApplicationForm(values))
      const { title, description } = asked
      const hints = hintsFor({ title: title ?? '', description: description ?? '' })
      reply.header('cache-control', 'no-store')
      return sendPage(reply, PractisedPage({ visit: visitOf(request, words, 'practice'), title: title ?? '', hints }))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return shows(request, reply, { values, errors: toFormErrors(error.errors) }, 422)
    }
  })
}
