/** `/api/v1/training`: what was held in a year and who came, for programs that read it; one's own for everybody else. */
import type { FastifyInstance } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agenciesAs } from '../people/sight.ts'
import { describe } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { ASKED, READERS, trainingAsked, yearAsked } from './asked.ts'
import { attendanceOf, attendedBy, type Training, theTraining, trainedIn, trainingsOf } from './trainings.ts'

const SAYS = '"id","agency","heldOn","title","content","trainer","hours","attended","cancelledWhy"'
const HELP = { year: 'four digits; left out: this year', agency: 'code, or `all`; left out: your own' }

/** Of what is counted in halves. */
const hours = (halves: number) => halves / 2
const told = ({ id, agencyName, heldOn, title, content, trainer, halves, attended, cancelledWhy }: Training) => ({
  ...{ id, agency: agencyName, heldOn, title, content, trainer, hours: hours(halves), attended, cancelledWhy },
})

/** @throws Refusal NOT_YOURS, NOT_FOUND, INVALID */
export async function trainingApi(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get(
    '/training',
    {
      schema: describe({
        ...about(
          'Heads and supervisors: the trainings of a year and the hours of each person; others: what they came to',
        ),
        ...{
          query: HELP,
          answers: `{"year","trainings":[{${SAYS}}],"people":[{"name","agency","times","hours","last"}]}`,
        },
      }),
    },
    async ({ viewer, query }) => {
      if (!hasRole(viewer, ...READERS)) {
        const year = yearAsked(house, given(ASKED, query).year)
        const own = await attendedBy(house.sql, viewer.id, year)
        return { year, trainings: own.map(({ halves, ...one }) => ({ ...one, hours: hours(halves) })) }
      }
      const { year, scope } = await trainingAsked(house, viewer, query, READERS)
      const people = await trainedIn(house.sql, scope, year)
      return {
        year,
        trainings: (await trainingsOf(house.sql, scope.agencyIds, year)).map(told),
        people: people.map(({ name, agencyName, times, halves, last }) => ({
          ...{ name, agency: agencyName, times, hours: hours(halves), last },
        })),
      }
    },
  )

  app.get<{ Params: { id: string } }>(
    '/training/:id',
    { schema: describe({ ...about('One training, and who came'), answers: `{${SAYS},"people":[{"name","came"}]}` }) },
    async ({ viewer, params }) => {
      if (!hasRole(viewer, ...READERS)) throw new Refusal('NOT_YOURS')
      if (!isId(params.id)) throw notFound()
      const training = await theTraining(house.sql, params.id, agenciesAs(viewer, READERS))
      const people = await attendanceOf(house.sql, training)
      return { ...told(training), people: people.map(({ name, attended }) => ({ name, came: attended })) }
    },
  )
}
