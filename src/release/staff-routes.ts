/**
 * What the office publishes itself, and what it corrects or withdraws: `/releases`. Where the agency asks three readings of what
 * it publishes, whatever adds or changes words or files waits for them (`/releases/changes`); taking down never does.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readPageForm } from '../files/page-form.ts'
import { takeBasket } from '../files/pending.ts'
import { holding } from '../files/upload-form.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { checkCsrf, requireServing, signedIn } from '../people/guard.ts'
import { hasRole, PUBLISHERS } from '../people/may.ts'
import { agenciesAs, mayPublish } from '../people/sight.ts'
import { propose } from '../released/changes.ts'
import { NOBODY } from '../released/look-over.ts'
import { publish, revise, withdraw } from '../released/publish.ts'
import { filesOf, lockedItem, ofAgencies, type ReleasedRow, releasedById } from '../released/queries.ts'
import { lookedOverUploads } from '../released/uploads.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { again, answered, type Brought } from './answered.ts'
import { readConfirmed, readDescribed, readWhy, requireFiles } from './form.ts'
import {
  behind,
  changedMeanwhile,
  decideFirst,
  isDecided,
  isSame,
  recordWithdrawn,
  requirePublishable,
  takenOff,
} from './item-asked.ts'
import { ReleasesPage } from './pages/releases.tsx'
import { itemOf } from './show.ts'
import { inThree, sendFresh, sendItem } from './staff-pages.ts'

const NOTHING: FormState = { values: {}, errors: [] }
type Params = { Params: { id: string } }

/**
 * The pages under `/releases` for those who publish: new items, corrections, withdrawals, restorations. A form that does
 * not fit comes back with 422. @throws Refusal NOT_YOURS, NOT_FOUND for an item of another agency, CSRF, KEY_REUSED
 */
export async function releasesPages(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'db'> },
): Promise<void> {
  const { db, time } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async (request) => {
    if (!hasRole(request.viewer, ...PUBLISHERS)) throw new Refusal('NOT_YOURS')
  })

  app.get('/releases', async ({ viewer, query }, reply) => {
    const { q = '' } = formOf(query)
    const asked = q
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, 200)
      .toWellFormed()
    const rows = await ofAgencies(db, agenciesAs(viewer, PUBLISHERS), asked)
    return sendPage(
      reply,
      ReleasesPage({ viewer, csrf: viewer.csrf, q: asked, items: rows.map((row) => itemOf(row, [])) }),
    )
  })

  app.get('/releases/new', (request, reply) => sendFresh(house, request, reply, NOTHING))

  app.post('/releases', (request, reply) =>
    reading(request, async (form, blobs) => {
      await requireServing(house, request.viewer, PUBLISHERS, form.fields.agency)
      return answered(
        house,
        request,
        reply,
        { ...form, blobs },
        (errors, status = 422) => sendFresh(house, request, reply, again(form, errors), status),
        async (tx, actor) => {
          const agency = form.fields.agency ?? ''
          if (!mayPublish(request.viewer, agency))
            throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '请从列表中选择机关' })
          const says = readDescribed(form.fields, { taken: form.files, refused: form.refused }, NOBODY, time.today())
          requireFiles(form.fields, form.files)
          const of = { agencyId: agency, secrets: NOBODY, facts: [] }
          const whys = readConfirmed(form.fields)
          const { contents, found } = await lookedOverUploads(tx, { blobs, time }, of, form.files, whys)
          await requirePublishable(tx, agency, form.files)
          if (!inThree(house, agency)) return { id: await publish(tx, agency, says, contents, { ...actor, found }) }
          const change = { kind: 'published' as const, add: contents, takeOff: [], why: '' }
          return { change: await propose(tx, { agencyId: agency, says, found, ...change }, actor) }
        },
      )
    }),
  )

  app.get<Params>('/releases/:id', async (request, reply) => sendItem(house, request, reply, await own(request)))

  app.post<Params>('/releases/:id/correction', (request, reply) => revised(request, reply, 'correction'))
  app.post<Params>('/releases/:id/restoration', (request, reply) => revised(request, reply, 'restoration'))

  async function revised(request: FastifyRequest<Params>, reply: FastifyReply, kind: 'correction' | 'restoration') {
    await own(request) // before any file is taken in
    return reading(request, async (form, blobs) => {
      const row = await own(request)
      const back = async (errors: FormState['errors'], status = 422) =>
        sendItem(house, request, reply, await own(request), { kind, form: again(form, errors) }, status)
      return answered(house, request, reply, { ...form, blobs }, back, async (tx, actor) => {
        const of = await behind(tx, house, row)
        const given = { taken: form.files, refused: form.refused }
        const says = readDescribed(form.fields, given, of.secrets, time.today())
        const why = readWhy(form.fields, of.secrets, false)
        if (kind === 'restoration' && row.caseId !== null && !(await isDecided(tx, row))) throw invalid(decideFirst)
        const whys = readConfirmed(form.fields)
        const { contents: add, found } = await lookedOverUploads(tx, { blobs, time }, of, form.files, whys)
        await requirePublishable(tx, row.agencyId, form.files)
        const item = await lockedItem(tx, row.id)
        if ((item.withdrawnOn === null) === (kind === 'restoration')) throw changedMeanwhile()
        const files = await filesOf(tx, [row.id])
        const takeOff = takenOff(form.fields, files)
        if (kind === 'restoration') requireFiles(form.fields, [...add, ...files.slice(takeOff.length)])
        const isLess = kind === 'correction' && add.length === 0 && takeOff.length > 0 && isSame(says, item)
        if (inThree(house, row.agencyId) && !isLess) {
          const change = { kind: kind === 'restoration' ? ('restored' as const) : ('corrected' as const), item }
          const of = { agencyId: row.agencyId, says, add, takeOff, found, why }
          return { change: await propose(tx, { ...of, ...change }, actor) }
        }
        const anew = kind === 'restoration' ? { on: actor.on } : undefined
        await revise(tx, row.id, says, { add, takeOff }, { ...actor, why, found }, anew)
        return { id: row.id }
      })
    })
  }

  app.post<Params>('/releases/:id/withdrawal', async (request, reply) => {
    await own(request) // before any file is taken in
    return reading(request, async (form, blobs) => {
      const row = await own(request)
      const back = async (errors: FormState['errors'], status = 422) =>
        sendItem(house, request, reply, await own(request), { kind: 'withdrawal', form: again(form, errors) }, status)
      return answered(house, request, reply, { ...form, blobs }, back, async (tx, actor) => {
        const why = readWhy(form.fields, (await behind(tx, house, row)).secrets, true)
        if (row.caseId !== null && (await isDecided(tx, row, true))) await recordWithdrawn(tx, house, row, why, actor)
        else {
          if ((await lockedItem(tx, row.id)).withdrawnOn) throw changedMeanwhile()
          await withdraw(tx, row.id, { ...actor, why })
        }
        return { id: row.id }
      })
    })
  })

  /**
   * Files that were taken wait with the form where it comes back; nothing of it is in the store until it is recorded. Its body
   * takes as long as whoever sends it likes: `act` asks all rights again.
   */
  const reading = (request: FastifyRequest, act: (form: Brought, blobs: House['blobs']) => Promise<unknown>) =>
    holding(house, async ({ blobs }, shelf) => {
      const form = await readPageForm(house, request, request.viewer.id)
      if (!hasRole(request.viewer, ...PUBLISHERS)) throw new Refusal('NOT_YOURS')
      checkCsrf(request, form.fields.csrf)
      const brought = await takeBasket({ ...house, blobs }, form.basket, form.at, undefined, shelf)
      return act({ ...form, ...brought }, blobs)
    })

  /** The item, if it is one of the agencies that this person publishes for. */
  async function own({ params, viewer }: FastifyRequest<Params>): Promise<ReleasedRow> {
    const row = await releasedById(db, params.id)
    if (!row || !mayPublish(viewer, row.agencyId)) throw notFound()
    return row
  }
}
