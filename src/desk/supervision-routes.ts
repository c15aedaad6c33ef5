/** Supervision: for supervisors over all agencies, for heads over the agencies that their office is the intake office of. */

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asidesOf } from '../cases/asides.ts'
import { satisfactionNumbers } from '../citizens/satisfaction.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { soonUntil } from '../ground/soon.ts'
import type { House, Serving } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { allAgencies } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { undecided } from '../released/proposals.ts'
import { answersAwaited } from '../remedies/waiting.ts'
import { behindSpot, SPOT_FIGURES } from '../spot-checks/behind.ts'
import { checkedInYear, spotNumbers } from '../spot-checks/checked.ts'
import { SpotLinesPage } from '../spot-checks/pages/behind.tsx'
import { openByAgency, urgedOf } from '../supervision/urgings.ts'
import { choice, given, text } from '../web/given.ts'
import { html } from '../web/page.tsx'
import { sendPage } from '../web/send-page.ts'
import { deskPage } from './desk.ts'
import { RankingPage } from './pages/ranking.tsx'
import { SupervisedListPage } from './pages/supervised.tsx'
import { SupervisionPage } from './pages/supervision.tsx'
import { figuresOf, RANKED_BY, ranked } from './ranking.ts'
import { casesSupervised, isUrged, SUPERVISED } from './supervised.ts'
import { agencyNumbers } from './supervision.ts'

/** Longer lists are read on the desk. */
const LONGEST = 100

const RANKING = z.object({
  year: z
    .string()
    .regex(/^\d{4}$/, { error: '请填写四位年份' })
    .optional(),
  by: choice(RANKED_BY).default('inTime'),
})

const BEHIND = z.object({
  of: choice(SUPERVISED),
  agency: text(60),
  year: z
    .string()
    .regex(/^\d{4}$/, { error: '请填写四位年份' })
    .optional(),
  cursor: z.string().max(100).optional(),
})

const DRAWN = z.object({ of: choice(SPOT_FIGURES), agency: text(60) })

/**
 * `/supervision`, `/supervision/ranking` and the cases behind their figures, for supervisors and heads.
 * @throws Refusal NOT_YOURS, also for an agency that is not theirs; INVALID (year, by, of, agency)
 */
export async function deadlinePages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'law' | 'lawFor'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))

  app.get('/supervision', { schema: { hide: true } }, async (request, reply) => {
    const { viewer } = request
    if (!hasRole(viewer, 'supervisor', 'head')) throw new Refusal('NOT_YOURS')
    const { calendar } = house.law()
    const today = house.time.today()
    const agencyIds = agenciesAs(viewer, ['supervisor', 'head'])
    const [agencies, { rows }, satisfaction, awaited, undecidedReleases, spot, urgings] = await Promise.all([
      agencyNumbers(house.sql, agencyIds, today, soonUntil(calendar, today)),
      deskPage(house.sql, calendar, { who: viewer, agencyIds, today, due: 'overdue', limit: LONGEST }),
      satisfactionNumbers(house.sql, agencyIds),
      answersAwaited(house.sql, viewer, today),
      undecided(house.sql, agencyIds, today),
      spotNumbers(house.sql, agencyIds, Number(today.slice(0, 4)), today),
      openByAgency(house.sql, agencyIds),
    ])
    const late = rows.map(({ id }) => id)
    const page = SupervisionPage({
      ...{
        viewer,
        csrf: viewer.csrf,
        today,
        now: house.time.now().toISOString(),
        agencies,
        escalated: rows,
        satisfaction,
        awaited,
        undecidedReleases,
        spot,
        urgings,
        urged: await urgedOf(house.sql, agencyIds, late, today),
      },
    })
    return reply.type('text/html; charset=utf-8').send(html(page))
  })

  app.get('/supervision/ranking', { schema: { hide: true } }, async (request, reply) => {
    const { viewer, query } = request
    if (!hasRole(viewer, 'supervisor', 'head')) throw new Refusal('NOT_YOURS')
    const present = Number(house.time.today().slice(0, 4))
    const years = [present, present - 1, present - 2]
    const { year, by } = given(RANKING, query)
    const asked = year === undefined ? present : Number(year)
    if (!years.includes(asked))
      throw invalid({ field: 'year', code: 'UNFIT', message: `应当是${years.at(-1)}年至${present}年` })
    const figures = await figuresOf(house.sql, agenciesAs(viewer, ['supervisor', 'head']), asked)
    const page = RankingPage({
      viewer,
      csrf: viewer.csrf,
      year: asked,
      years,
      by,
      rows: ranked(figures, by),
      now: house.time.now().toISOString(),
    })
    return reply.type('text/html; charset=utf-8').send(html(page))
  })

  app.get('/supervision/spot-checks', { schema: { hide: true } }, async ({ viewer, query }, reply) => {
    if (!hasRole(viewer, 'supervisor', 'head')) throw new Refusal('NOT_YOURS')
    const { of: figure, agency: asked } = given(DRAWN, query)
    const agency = (await allAgencies(house.sql)).find(({ id }) => id === asked)
    if (!agency || !agenciesAs(viewer, ['supervisor', 'head']).includes(agency.id)) throw new Refusal('NOT_YOURS')
    const today = house.time.today()
    const year = Number(today.slice(0, 4))
    const lines = behindSpot(figure, await checkedInYear(house.sql, [agency.id], year, today))
    return sendPage(reply, SpotLinesPage({ viewer, csrf: viewer.csrf, figure, year, agency, lines }))
  })

  app.get('/supervision/cases', { schema: { hide: true } }, async (request, reply) => {
    const { viewer, query } = request
    if (!hasRole(viewer, 'supervisor', 'head')) throw new Refusal('NOT_YOURS')
    const asked = given(BEHIND, query)
    const agency = (await allAgencies(house.sql)).find(({ id }) => id === asked.agency)
    if (!agency || !agenciesAs(viewer, ['supervisor', 'head']).includes(agency.id)) throw new Refusal('NOT_YOURS')
    const year = Number(asked.year ?? house.time.today().slice(0, 4))
    const { of: figure, cursor } = asked
    const today = house.time.today()
    const of = { year, agencyIds: [agency.id], today, soonUntil: soonUntil(house.law().calendar, today) }
    const page = await casesSupervised(house.sql, viewer, figure, of, cursor)
    const now = house.time.now().toISOString()
    const ids = page.cases.map(({ id }) => id)
    const urged = isUrged(figure) ? await urgedOf(house.sql, [agency.id], ids, today) : undefined
    const asides = figure === 'aside' ? await asidesOf(house, [agency.id], ids) : undefined
    return sendPage(
      reply,
      SupervisedListPage({ viewer, csrf: viewer.csrf, figure, year, agency, page, cursor, asides, urged, now }),
    )
  })
}
