/** The list of cases as other programs ask for it: its parameters are those of the desk (contract, section 6). */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { WAITS } from '../../workflows/disclosure/next-step.ts'
import { CHANNELS, OUTCOMES, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import type { House } from '../house.ts'
import { changesAwaited } from '../released/changes.ts'
import { describe } from '../web/describe-api.ts'
import { choice, commonDay, given, text } from '../web/given.ts'
import { correctionsWaiting } from './corrections/waiting.ts'
import { deskPage } from './desk.ts'
import { SORTS } from './order.ts'
import { lookedFor, withMoves, withPlaces } from './places.ts'

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const LIST = z.object({
  stage: optional(choice(STAGES)),
  unit: optional(text(60)),
  handler: optional(text(60)),
  agency: optional(text(60)),
  due: optional(choice({ overdue: 1, today: 1, soon: 1, week: 1 })),
  channel: optional(choice(CHANNELS)),
  on: optional(commonDay),
  from: optional(commonDay),
  to: optional(commonDay),
  outcome: optional(choice(OUTCOMES)),
  q: optional(text(200, 0)),
  sort: optional(z.enum(SORTS)),
  waiting: optional(choice({ me: 1 })),
  waits: optional(choice(WAITS)),
  aside: optional(choice({ yes: 1 })),
  cursor: optional(z.string()),
})

/** `GET /cases`, within the guard of `caseApi`. @throws Refusal INVALID for a parameter that does not fit */
export function listRoute(app: FastifyInstance, house: Pick<House, 'sql' | 'db' | 'law' | 'time' | 'keys'>): void {
  const { sql, time } = house

  app.get(
    '/cases',
    {
      config: { heavy: 'search' },
      schema: describe({
        summary: 'Cases, nearest statutory date first; what is searched for, the best first',
        tag: 'staff',
        query: LIST_HELP,
        secured: true,
      }),
    },
    async (request) => {
      const ask = given(LIST, request.query)
      const { calendar } = house.law()
      const today = time.today()
      const asked = {
        ...{ who: request.viewer, today, ...ask, waiting: ask.waiting === 'me' },
        aside: ask.aside && ('only' as const),
        ...lookedFor(house, request.viewer, ask.q),
      }
      const { rows: page, next } = await deskPage(sql, calendar, asked)
      const rows = await withMoves(house, request.viewer, await withPlaces(house, request.viewer, page, asked))
      return {
        cases: rows.map(
          ({
            id,
            number,
            receipt,
            title,
            applicantName,
            stage,
            status,
            dueOn,
            carefulDueOn,
            provisional,
            nextDueOn,
            nextDueFor,
            unit,
            handler,
            agency,
            waits,
            waitsFor,
            found,
            moved,
          }) => ({
            id,
            number,
            receipt,
            title,
            applicantName,
            stage,
            status,
            dueOn,
            carefulDueOn,
            provisional,
            left: dueOn && calendar.between(today, dueOn),
            nextDueOn,
            nextDueFor,
            unit,
            handler,
            agency,
            waits,
            waitsFor,
            ...(moved && { moved }),
            ...(found && { found: { in: found.in, text: found.pieces.map(({ text }) => text).join('') } }),
          }),
        ),
        next,
        ...(ask.waiting === 'me' && {
          releaseChanges: await changesAwaited(sql, request.viewer),
          corrections: await correctionsWaiting(house, request.viewer),
        }),
      }
    },
  )
}

const LIST_HELP = {
  stage: Object.keys(STAGES).join(', '),
  unit: 'unit id',
  handler: 'username or id',
  due: 'overdue, today, soon, week (until Sunday)',
  agency: 'code of an agency',
  channel: Object.keys(CHANNELS).join(', '),
  on: 'due on this day',
  from: 'submitted on this day or later',
  to: 'submitted on this day or before',
  outcome: 'as in contract section 4',
  q: 'finds receipt, number, name, title and text, what was written into letters and notes (`found` says in which, with the words around it); an identity number, a telephone or a mail address whole',
  sort: `${SORTS.join(', ')}; without it what is searched for stands the best first: in the title, by the applicant, in the application, in letters and notes`,
  waiting:
    '`me`: what this person must act on; `releaseChanges` counts what they read at /releases/changes, beside cases; `corrections` lists those of records that wait for this head, at /cases/ID/corrections/ID',
  waits: Object.keys(WAITS).join(', '),
  aside: '`yes`: what was set aside (无效件) and nothing else; no other list has it, a search does',
  cursor: '`next` of the page before',
}
