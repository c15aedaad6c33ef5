import type { FastifyInstance } from 'fastify'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { blankForm, blankFormInEnglish } from '../letters/blank-form.ts'
import { namedAgencies } from '../people/queries.ts'
import { ENGLISH } from '../sending/in-english.ts'
import { asPdf } from '../web/as-pdf.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyView } from './agency-views.ts'
import { PaperPage } from './pages/paper.tsx'

type Of = { Querystring: { agency?: string } }

/** Making a page costs some tens of milliseconds. */
const DOWNLOADS = { rateLimit: { max: 30, timeWindow: '1 minute' }, heavy: 'letter' as const }

/**
 * `GET /guide/paper` and `/guide/form.pdf`, both with `agency`, the first one where none is named: how to apply on paper, and the
 * form for it (30 a minute).
 * @throws Refusal NOT_FOUND for the form while no agency is set up
 */
export function paperRoutes(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'templatesFor' | 'fonts' | 'time' | 'portal'>,
  words: Words,
): void {
  const chosen = async ({ agency }: Of['Querystring']) => {
    const all = (await namedAgencies(house.sql)).filter(({ profile }) => profile.address)
    return { all, agency: all.find(({ id }) => id === agency) ?? all[0] }
  }

  app.get<Of>('/guide/paper', async (request, reply) => {
    const { all, agency } = await chosen(request.query)
    const visit = visitOf(request, words, agency ? `guide/paper?agency=${agency.id}` : 'guide/paper')
    const isOpen = await house.portal.isOpen()
    return sendPage(
      reply,
      PaperPage({ visit, agencies: all.map(agencyView), agency: agency && agencyView(agency), isOpen }),
    )
  })

  app.get<Of>('/guide/form.pdf', { config: DOWNLOADS }, async (request, reply) => {
    const { agency } = await chosen(request.query)
    if (!agency) throw notFound()
    if (words.lang === 'en')
      return asPdf(reply, 'request-form.pdf').send(await blankFormInEnglish(house, agency, ENGLISH.form))
    return asPdf(reply, '政府信息公开申请表.pdf').send(await blankForm(house, agency))
  })
}
