/** The administrator loads a calendar: read, look at what moves, apply. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, Refusal } from '../ground/errors.ts'
import { withArrangements } from '../ground/law.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { provisionalCases, recount, whatMoves } from '../law/recount.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { smallUpload } from '../web/small-upload.ts'
import { putInForce, readCalendar } from './import.ts'
import { CalendarPage } from './pages/calendar.tsx'

/** Bytes; a year has some two. */
const LARGEST = 64 * 1024
const NOTHING: FormState = { values: {}, errors: [] }

/**
 * `/calendar` for administrators: a preview changes nothing; loading puts the arrangement in force for every process and
 * recounts the open cases. What is not a calendar comes back on the page with 422.
 * @throws Refusal NOT_YOURS, CSRF
 */
export async function calendarPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  const adminsOnly = async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
  }
  app.addHook('preHandler', adminsOnly)

  app.get('/calendar', async (request, reply) => show(reply, request.viewer, {}))

  app.post('/calendar/preview', async (request, reply) => {
    const { fields, file } = await smallUpload(request, LARGEST)
    await adminsOnly(request)
    checkCsrf(request, fields.csrf)
    const source = file ? file.toString('utf8').replace(/^\uFEFF/, '') : (fields.source ?? '')
    try {
      if (file && file.length > LARGEST) throw tooBig()
      const arrangement = readCalendar(parsed(source), house)
      return await show(reply, request.viewer, {
        preview: {
          arrangement,
          moved: await whatMoves(house, (id) => withArrangements(house.lawFor(id), [arrangement])),
          source,
        },
      })
    } catch (error) {
      return refused(error, reply, request.viewer, file && file.length > LARGEST ? '' : source)
    }
  })

  app.post('/calendar', async (request, reply) => {
    const { csrf, source = '' } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const arrangement = readCalendar(parsed(source), house)
      const { year, version } = arrangement
      await house.sql.begin(async (tx) => {
        await putInForce(tx, house, arrangement, `staff:${request.viewer.username}`)
        await enqueue(tx, 'recount', { year, version }) // should this process end half-way
      })
      await house.reloadLaw()
      const moved = await recount(house, { year, version })
      return await show(reply, request.viewer, { applied: { year, moved: moved.length } })
    } catch (error) {
      return refused(error, reply, request.viewer, source)
    }
  })

  function refused(error: unknown, reply: FastifyReply, viewer: Viewer, source: string) {
    if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
    const errors = error.errors.map(({ field, message }) => ({
      field: 'source',
      message: field === 'source' ? message : `${field}：${message}`,
    }))
    return show(reply, viewer, { form: { values: { source }, errors } }, 422)
  }

  type Shown = Partial<Pick<Parameters<typeof CalendarPage>[0], 'preview' | 'applied' | 'form'>>
  async function show(reply: FastifyReply, viewer: Viewer, shown: Shown, status = 200) {
    const { arrangements } = house.law()
    const waiting = await provisionalCases(house)
    const props = { viewer, csrf: viewer.csrf, arrangements, waiting, form: NOTHING, ...shown }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(CalendarPage(props)))
  }
}

const tooBig = () =>
  invalid({ field: 'source', code: 'TOO_BIG', message: '文件超过64 KB，不像一年的安排，请核对是否选错文件' })

function parsed(source: string): unknown {
  if (source.trim() === '') throw invalid({ field: 'source', code: 'MISSING', message: '请选择文件，或者粘贴通知内容' })
  try {
    return JSON.parse(source)
  } catch {
    throw new Refusal('INVALID', {
      errors: [{ field: 'source', code: 'NOT_JSON', message: '不是有效的 JSON，请对照示例检查括号、引号和逗号' }],
    })
  }
}
