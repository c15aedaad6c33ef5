/**
 * What the office publishes itself, and what it corrects or withdraws: `/releases`. Where the agency asks three readings of what
 * it publishes, whatever adds or changes words or files waits for them (`/releases/changes`); taking down never does.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '../../workflows/disclosure/decide.ts'
import { refusedBy } from '../cases/accept.ts'
import { record } from '../cases/record.ts'
import { enter, type Tx, within } from '../db/client.ts'
import { type PageForm, readPageForm, shownAgain } from '../files/page-form.ts'
import { claimBasket, takeBasket } from '../files/pending.ts'
import { scanned } from '../files/scans.ts'
import { requireNoSecret } from '../files/secret.ts'
import { holding } from '../files/upload-form.ts'
import { keepContent, noneRefused, type Taken } from '../files/uploads.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { factsOf } from '../ledger/queries.ts'
import { checkCsrf, requireServing, signedIn } from '../people/guard.ts'
import { hasRole, PUBLISHERS } from '../people/may.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import { agenciesAs, mayPublish } from '../people/sight.ts'
import { openChangeOf, propose } from '../released/changes.ts'
import type { Described } from '../released/described.ts'
import { NOBODY, secretsIn } from '../released/look-over.ts'
import { publish, revise, withdraw } from '../released/publish.ts'
import { actsOf, filesOf, lockedItem, ofAgencies, type ReleasedRow, releasedById } from '../released/queries.ts'
import { oneAtATime, secretsTakenOff } from '../released/stop.ts'
import { lookedOverUploads } from '../released/uploads.ts'
import { formOf } from '../web/form-of.ts'
import { once } from '../web/once.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { readConfirmed, readDescribed, readWhy, requireFiles } from './form.ts'
import { doneSays } from './pages/done.tsx'
import { NewReleasePage } from './pages/new-release.tsx'
import { ReleasePage } from './pages/release.tsx'
import { ReleasesPage } from './pages/releases.tsx'
import { itemOf, unprintedIn } from './show.ts'

const NOTHING: FormState = { values: {}, errors: [] }
type Params = { Params: { id: string } }
/** The form, with the files that waited for it. */
type Brought = PageForm & { files: Taken[] }
/** By the end of its address, what was done; a form without one publishes. */
const DONE: Record<string, string> = { correction: 'corrected', restoration: 'restored', withdrawal: 'withdrawn' }

/**
 * The pages under `/releases` for those who publish: new items, corrections, withdrawals, restorations. A form that does
 * not fit comes back with 422. @throws Refusal NOT_YOURS, NOT_FOUND for an item of another agency, CSRF, KEY_REUSED
 */
export async function releasesPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  const { sql, db, time } = house
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

  app.get('/releases/new', (request, reply) => fresh(request, reply, NOTHING))

  app.post('/releases', (request, reply) =>
    reading(request, async (form, blobs) => {
      await requireServing(house, request.viewer, PUBLISHERS, form.fields.agency)
      return answered(
        request,
        reply,
        { ...form, blobs },
        (errors, status = 422) => fresh(request, reply, again(form, errors), status),
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
          if (!inThree(agency)) return { id: await publish(tx, agency, says, contents, { ...actor, found }) }
          const change = { kind: 'published' as const, add: contents, takeOff: [], why: '' }
          return { change: await propose(tx, { agencyId: agency, says, found, ...change }, actor) }
        },
      )
    }),
  )

  app.get<Params>('/releases/:id', async (request, reply) => item(request, reply, await own(request)))

  app.post<Params>('/releases/:id/correction', (request, reply) => revised(request, reply, 'correction'))
  app.post<Params>('/releases/:id/restoration', (request, reply) => revised(request, reply, 'restoration'))

  async function revised(request: FastifyRequest<Params>, reply: FastifyReply, kind: 'correction' | 'restoration') {
    await own(request) // before any file is taken in
    return reading(request, async (form, blobs) => {
      const row = await own(request)
      const back = async (errors: FormState['errors'], status = 422) =>
        item(request, reply, await own(request), { kind, form: again(form, errors) }, status)
      return answered(request, reply, { ...form, blobs }, back, async (tx, actor) => {
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
        if (inThree(row.agencyId) && !isLess) {
          const change = { kind: kind === 'restoration' ? ('restored' as const) : ('corrected' as const), item }
          const of = { agencyId: row.agencyId, says, add, takeOff, found, why }
          return { change: await propose(tx, { ...of, ...change }, actor) }
        }
        const again = kind === 'restoration' ? { on: actor.on } : undefined
        await revise(tx, row.id, says, { add, takeOff }, { ...actor, why, found }, again)
        return { id: row.id }
      })
    })
  }

  app.post<Params>('/releases/:id/withdrawal', async (request, reply) => {
    await own(request) // before any file is taken in
    return reading(request, async (form, blobs) => {
      const row = await own(request)
      const back = async (errors: FormState['errors'], status = 422) =>
        item(request, reply, await own(request), { kind: 'withdrawal', form: again(form, errors) }, status)
      return answered(request, reply, { ...form, blobs }, back, async (tx, actor) => {
        const why = readWhy(form.fields, (await behind(tx, house, row)).secrets, true)
        if (row.caseId !== null && (await isDecided(tx, row, true))) await recordWithdrawn(tx, row, why, actor)
        else {
          if ((await lockedItem(tx, row.id)).withdrawnOn) throw changedMeanwhile()
          await withdraw(tx, row.id, { ...actor, why })
        }
        return { id: row.id }
      })
    })
  })

  /** What a decision in a case made public is taken down by a fact of the case, which takes the item with it. */
  async function recordWithdrawn(tx: Tx, { agencyId, caseId }: ReleasedRow, why: string, { by, at, on }: Acting) {
    try {
      await record(tx, house, { agencyId, caseId: caseId! }, { type: 'releaseWithdrawn', why, on }, { by, at })
    } catch (error) {
      throw error instanceof Refused ? refusedBy(error) : error
    }
  }

  /**
   * Files that were taken wait with the form where it comes back; nothing of it is in the store until it is recorded. Its body
   * takes as long as whoever sends it likes: `act` asks all rights again.
   */
  const reading = (request: FastifyRequest, act: (form: Brought, blobs: House['blobs']) => Promise<unknown>) =>
    holding(house, async ({ blobs }) => {
      const form = await readPageForm(house, request, request.viewer.id)
      if (!hasRole(request.viewer, ...PUBLISHERS)) throw new Refusal('NOT_YOURS')
      checkCsrf(request, form.fields.csrf)
      return act({ ...form, ...(await takeBasket({ ...house, blobs }, form.basket, form.at)) }, blobs)
    })

  /** A form as it comes back: what was typed, the files that wait, what is wrong. */
  const again = (form: Brought, errors: FormState['errors']): FormState => ({ ...shownAgain(form), errors })

  type Acting = { by: string; at: Date; on: string }
  /** What is public now, or what waits for its readings. */
  type Done = { id: string } | { change: string }

  /** Does this agency ask three readings of what it publishes? */
  const inThree = (agencyId: string) => house.lawFor(agencyId).choices(time.today()).releaseReadings === 'three'

  /** One act, however often its button is pressed; a form that does not fit comes back with its words. */
  async function answered(
    { viewer, url }: FastifyRequest,
    reply: FastifyReply,
    { fields, files, basket, at, blobs }: Brought & Pick<House, 'blobs'>,
    back: (errors: FormState['errors'], status?: number) => unknown,
    act: (tx: Tx, actor: Acting) => Promise<Done>,
  ) {
    const { csrf: _, idempotencyKey, basket: __, ...said } = fields
    const asked = {
      scope: `${viewer.id} releases`,
      key: idempotencyKey || undefined,
      request: canonical({ url, said, files: files.map(({ sha256 }) => sha256) }),
    }
    const actor = { by: `staff:${viewer.username}`, at: time.now(), on: time.today() }
    const done = DONE[url.split('?')[0]!.split('/')[3] ?? ''] ?? 'published'
    try {
      noneRefused(await scanned({ ...house, blobs }, files))
      const { body } = await once(house, asked, 201, async (tx) => {
        const made = await act(tx, actor)
        await claimBasket(tx, basket, at)
        await keepContent(blobs, files)
        return made
      })
      const to =
        'change' in body ? `/releases/changes/${body.change}?done=proposed` : `/releases/${body.id}?done=${done}`
      return reply.redirect(to, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'FILES_STATE_SECRET') return back([{ field: 'files', message: error.sentence }])
      if (error.code === 'FACT_REFUSED') return back([{ field: 'type', message: error.sentence }], 409)
      if (error.code !== 'INVALID') throw error
      return back(error.errors)
    }
  }

  /** The item, if it is one of the agencies that this person publishes for. */
  async function own({ params, viewer }: FastifyRequest<Params>): Promise<ReleasedRow> {
    const row = await releasedById(db, params.id)
    if (!row || !mayPublish(viewer, row.agencyId)) throw notFound()
    return row
  }

  async function fresh({ viewer }: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const agencies = (await allAgencies(sql)).filter(({ id }) => mayPublish(viewer, id))
    const three = agencies.filter(({ id }) => inThree(id)).map(({ name }) => name)
    const page = NewReleasePage({ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), agencies, three, form })
    return sendPage(reply, page, status)
  }

  async function item(
    { viewer, query }: FastifyRequest,
    reply: FastifyReply,
    row: ReleasedRow,
    back?: { kind: 'correction' | 'restoration' | 'withdrawal'; form: FormState },
    status = 200,
  ) {
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
      ...{ item: itemOf(row, files), caseId: row.caseId, history, stopped, change, inThree: inThree(row.agencyId) },
    })
    return sendPage(reply, page, status)
  }
}

const changedMeanwhile = () =>
  new Refusal('FACT_REFUSED', { message: '这一信息的状态刚刚已经变化，没有办理。请核对后再办理' })
const decideFirst = {
  field: 'type',
  code: 'UNFIT',
  message: '公开决定已经更正。请先在办件中重新作出转主动公开的决定，信息将在原地址恢复公开',
}

/** An upload with the content of a file that a case of the agency marks as a state secret. @throws Refusal FILES_STATE_SECRET */
async function requirePublishable(tx: Tx, agencyId: string, files: readonly Taken[]): Promise<void> {
  if (files.length === 0) return
  await enter(tx, [agencyId])
  await oneAtATime(tx, agencyId)
  await requireNoSecret(tx, { agencyId }, files)
}

/** @throws Refusal INVALID for what is no file of the item, or was taken off before */
function takenOff(fields: Record<string, string>, files: readonly { id: string }[]): string[] {
  const named = Object.keys(fields).filter((name) => name.startsWith(TAKE_OFF))
  const ids = named.map((name) => name.slice(TAKE_OFF.length))
  if (ids.some((id) => !files.some((file) => file.id === id)))
    throw invalid({ field: 'files', code: 'UNFIT', message: '要撤下的文件不在这一信息中，或者已经撤下。请刷新后核对' })
  return ids
}
const TAKE_OFF = 'takeOff.'

/** An item that answers a request never names who asked, nor who was consulted, however often it is corrected. */
async function behind(tx: Tx, house: Pick<House, 'keys'>, { agencyId, caseId }: ReleasedRow) {
  if (caseId === null) return { agencyId, secrets: NOBODY, facts: [] }
  await enter(tx, [agencyId])
  const facts = await factsOf(tx, house.keys, { agencyId, caseId })
  return { agencyId, secrets: secretsIn(facts), facts }
}

/** Says it the same as the item does? */
const isSame = (says: Described, item: Described) =>
  (['title', 'documentNumber', 'summary', 'topic', 'basis', 'madeOn'] as const).every(
    (name) => (says[name] ?? null) === (item[name] ?? null),
  )

/** @param hears only where the case still hears facts: one whose content was destroyed hears none. */
async function isDecided(tx: Tx, { agencyId, caseId }: ReleasedRow, hears = false): Promise<boolean> {
  const [row] = await tx<{ released: boolean; erased: boolean }[]>`
    select coalesce((context->>'released')::boolean, false) as released, context ? 'erasedOn' as erased from cases
    where agency_id = ${agencyId} and id = ${caseId}`
  return (row?.released ?? false) && !(hears && row!.erased)
}
