/** The pages of those who publish: the empty form of a new item, and an item with its history and its forms. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { within } from '../db/client.ts'
import type { House } from '../house.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import { mayPublish } from '../people/sight.ts'
import { openChangeOf } from '../released/changes.ts'
import { actsOf, filesOf, type ReleasedRow } from '../released/queries.ts'
import { secretsTakenOff } from '../released/stop.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { doneSays } from './pages/done.tsx'
import { NewReleasePage } from './pages/new-release.tsx'
import { ReleasePage } from './pages/release.tsx'
import { itemOf, unprintedIn } from './show.ts'

/** Does this agency ask three readings of what it publishes? */
export const inThree = ({ lawFor, time }: Pick<House, 'lawFor' | 'time'>, agencyId: string): boolean =>
  lawFor(agencyId).choices(time.today()).releaseReadings === 'three'

/** The form of a new item, empty or come back with its words and errors. */
export async function sendFresh(
  house: Pick<House, 'sql' | 'lawFor' | 'time'>,
  { viewer }: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  status = 200,
) {
  const agencies = (await allAgencies(house.sql)).filter(({ id }) => mayPublish(viewer, id))
  const three = agencies.filter(({ id }) => inThree(house, id)).map(({ name }) => name)
  const page = NewReleasePage({ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), agencies, three, form })
  return sendPage(reply, page, status)
}

/** One item; `back` is the form that did not fit. */
export async function sendItem(
  house: Pick<House, 'sql' | 'db' | 'lawFor' | 'fonts' | 'time'>,
  { viewer, query }: FastifyRequest,
  reply: FastifyReply,
  row: ReleasedRow,
  back?: { kind: 'correction' | 'restoration' | 'withdrawal'; form: FormState },
  status = 200,
) {
  const { sql, db } = house
  const [files, acts] = await Promise.all([filesOf(sql, [row.id]), actsOf(db, row.id)])
  const names = await namesOf(
    sql,
    acts.map(({ by }) => by),
  )
  const history = acts.map(({ says, by, found, ...act }) => ({
    ...{ ...act, title: says.title, by: names.get(by) ?? by },
    found: found ?? [],
  }))
  const stopped = await within(sql, [row.agencyId], (tx) => secretsTakenOff(tx, row))
  const change = await openChangeOf(sql, row.id)
  const page = ReleasePage({
    ...{ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), back, done: doneSays(formOf(query).done) },
    unprinted: unprintedIn(house.fonts, row),
    ...{
      item: itemOf(row, files),
      caseId: row.caseId,
      history,
      stopped,
      change,
      inThree: inThree(house, row.agencyId),
    },
  })
  return sendPage(reply, page, status)
}
