/** How cases went: `/supervision/course`, the cases behind each of its figures, and the same as a workbook. */
import type { FastifyInstance } from 'fastify'
import { askedOnce } from '../db/asked-once.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { allAgencies } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { sendPage } from '../web/send-page.ts'
import { type CourseAsked, courseAsked, courseBehind, SUPERVISORS } from './asked.ts'
import { courseXlsx } from './export.ts'
import { byAgency, byGround, byUnit, together, unreckoned } from './figures.ts'
import { casesOf } from './list.ts'
import { CoursePage } from './pages/course.tsx'
import { CourseCasesPage } from './pages/course-cases.tsx'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** @throws Refusal NOT_YOURS, also for an agency that is not theirs; INVALID (year, ground, of) */
export async function coursePages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  const { sql, time } = house

  app.get('/supervision/course', { schema: { hide: true } }, async ({ viewer, query }, reply) => {
    const asked = courseAsked(viewer, query, time.today())
    const mine = agenciesAs(viewer, SUPERVISORS)
    const [tables, agencies, waiting] = await Promise.all([tablesOf(asked), allAgencies(sql), waitingOf(asked)])
    const choices = agencies.filter(({ id }) => mine.includes(id)).map(({ id, name }) => ({ agency: id, name }))
    const present = Number(time.today().slice(0, 4))
    const view = { asked, ...tables, choices, years: [present, present - 1], waiting, now: time.now().toISOString() }
    return sendPage(reply, CoursePage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get('/supervision/course/cases', { schema: { hide: true } }, async ({ viewer, query }, reply) => {
    const { asked, figure, page } = courseBehind(viewer, query, time.today())
    const found = await casesOf(sql, viewer, figure, asked, page)
    return sendPage(
      reply,
      CourseCasesPage({ viewer, csrf: viewer.csrf, asked, figure, page, ...found, now: time.now().toISOString() }),
    )
  })

  app.get(
    '/supervision/course.xlsx',
    {
      config: { heavy: 'letter' },
      schema: { hide: true },
    },
    async ({ viewer, query }, reply) => {
      const asked = courseAsked(viewer, query, time.today())
      const title = `${asked.year}年办理用时和法制审核`
      return reply
        .type(XLSX)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`)
        .send(Buffer.from(courseXlsx(title, await tablesOf(asked))))
    },
  )

  const waitingOf = ({ agencyIds, year }: CourseAsked) =>
    askedOnce(sql, ['unreckoned', agencyIds, year], () => unreckoned(sql, { agencyIds, year }))

  async function tablesOf(asked: CourseAsked) {
    return askedOnce(sql, ['course', asked], async () => {
      const [all, agencies, units, grounds] = await Promise.all([
        together(sql, asked),
        byAgency(sql, asked),
        byUnit(sql, asked),
        byGround(sql, asked),
      ])
      return { all, agencies, units, grounds }
    })
  }
}
