/** 三审 of what is published without a case, and of what is put right: `/releases/changes`, for those who read it and those who publish. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readAs } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { secretAmong } from '../ledger/secret-files.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole, PUBLISHERS, type Role } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import {
  type ChangeRow,
  changeById,
  changesOf,
  filesOfChange,
  mayReadChange,
  readChange,
  stepOf,
} from '../released/changes.ts'
import { filesOf, releasedById } from '../released/queries.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { ChangePage } from './pages/change.tsx'
import { ChangesPage } from './pages/changes.tsx'
import { doneSays } from './pages/done.tsx'
import { sendFileToReader } from './send-file.ts'
import { itemOf, unprintedIn } from './show.ts'

/** Whoever publishes, and whoever reads at one of the three steps. */
const CONCERNED: readonly Role[] = [...PUBLISHERS, 'handler', 'counsel', 'signer']
const NOTHING: FormState = { values: {}, errors: [] }
const OPINION = 2_000 // characters
const READING = z.object({
  step: z.enum(['first', 'second', 'final']),
  accepted: z.enum(['true', 'false']),
  opinion: text(OPINION),
})
type One = { Params: { id: string } }

/** @throws Refusal NOT_YOURS, NOT_FOUND for a change of another agency, CSRF, FACT_REFUSED, FILES_STATE_SECRET, FILE_STOPPED */
export async function releaseChangePages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'fonts' | 'blobs' | 'scanner' | 'time'> },
): Promise<void> {
  const { sql, db, time } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async ({ viewer }) => {
    if (!hasRole(viewer, ...CONCERNED)) throw new Refusal('NOT_YOURS')
  })

  app.get('/releases/changes', async ({ viewer }, reply) => {
    const changes = await changesOf(sql, agenciesAs(viewer, CONCERNED))
    const names = await namesOf(
      sql,
      changes.map(({ by }) => by),
    )
    const lines = changes.map((change) => ({
      ...change,
      by: names.get(change.by) ?? change.by,
      mine: mayReadChange(viewer, change),
    }))
    return sendPage(reply, ChangesPage({ viewer, csrf: viewer.csrf, changes: lines }))
  })

  app.get<One>('/releases/changes/:id', async (request, reply) => show(request, reply, await own(request), NOTHING))

  app.get<One & { Params: { file: string } }>('/releases/changes/:id/files/:file', async (request, reply) => {
    const change = await own(request)
    const file = (await filesOfChange(sql, change.id)).find(({ id }) => id === request.params.file)
    if (!file) throw notFound()
    const { agencyId } = change
    const secret = await readAs(house, [agencyId], ({ sql }) => secretAmong(sql, { agencyId }, [file.sha256]))
    if (secret.size > 0)
      throw new Refusal('FILE_STOPPED', {
        message: '这个文件标注为国家秘密，已经停止提供',
        more: { article: '条例第十四条' },
      })
    return sendFileToReader(house, reply, file)
  })

  app.post<One>('/releases/changes/:id/reading', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const { viewer } = request
    const change = await own(request)
    const actor = { by: `staff:${viewer.username}`, at: time.now(), on: time.today() }
    try {
      const { accepted, ...read } = given(READING, values)
      const said = { ...read, accepted: accepted === 'true' }
      if (!said.accepted && values.refusing !== 'yes')
        throw invalid({ field: 'refusing', code: 'NOT_CONFIRMED', message: '不同意的，这一项到此结束。请勾选确认' })
      const item = await sql.begin((tx) => readChange(tx, viewer, change.id, said, actor))
      if (item) return reply.redirect(`/releases/${item}?done=${change.kind}`, 303)
      return reply.redirect(`/releases/changes/${change.id}?done=${said.accepted ? 'read' : 'refused'}`, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'INVALID') return show(request, reply, change, { values, errors: error.errors }, 422)
      if (error.code !== 'FACT_REFUSED' && error.code !== 'FILES_STATE_SECRET') throw error
      const errors = [{ field: 'type', message: error.sentence }]
      return show(request, reply, await own(request), { values, errors }, 409)
    }
  })

  async function own({ params, viewer }: FastifyRequest<One>): Promise<ChangeRow> {
    if (!isId(params.id)) throw notFound()
    const change = await changeById(sql, params.id)
    if (!agenciesAs(viewer, CONCERNED).includes(change.agencyId)) throw notFound()
    return change
  }

  async function show(
    { viewer, query }: FastifyRequest,
    reply: FastifyReply,
    change: ChangeRow,
    form: FormState,
    status = 200,
  ) {
    const row = change.releasedId ? await releasedById(db, change.releasedId) : undefined
    const [files, its] = await Promise.all([filesOfChange(sql, change.id), row ? filesOf(sql, [row.id]) : []])
    const names = await namesOf(sql, [change.by, change.endedBy ?? '', ...change.readings.map(({ by }) => by)])
    const step = mayReadChange(viewer, change) ? stepOf(change) : undefined
    const page = ChangePage({
      ...{ viewer, csrf: viewer.csrf, change, files, form, names, done: doneSays(formOf(query).done) },
      unprinted: unprintedIn(house.fonts, change.says),
      ...(row && { item: itemOf(row, its) }),
      ...(step && { step }),
    })
    return sendPage(reply, page, status)
  }
}
