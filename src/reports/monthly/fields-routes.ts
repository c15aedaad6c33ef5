/** The page on which an agency, or the office of a district, sets what is reported, by when, and since when: by forms or by a workbook. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { lockReports } from '../../ledger/frozen-reports.ts'
import { checkCsrf, signedIn } from '../../people/guard.ts'
import { namesOf } from '../../people/queries.ts'
import { sendPage } from '../../web/send-page.ts'
import type { FormState } from '../../web/shapes.ts'
import { smallUpload } from '../../web/small-upload.ts'
import { REPORT_KEEPERS, readsReports, scopeOf } from '../annual-scope.ts'
import { cameBack } from '../came-back.ts'
import { mayKeep } from '../show-annual.ts'
import { returnAsked } from './asked.ts'
import type { Definition } from './definition.ts'
import { fieldsBook, fieldsIn } from './fields-file.ts'
import { definitionOf, type Values, withDue, withField, withNames } from './fields-given.ts'
import { definitionsIn, definitionsSet, setDefinition } from './in-force.ts'
import { DefinitionPage } from './pages/definition.tsx'
import { at } from './pages/frame.tsx'
import { frameOf } from './show.ts'

/** Two hundred fields are a tenth of it. */
const LARGEST = 512 * 1024
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Each form of the page: what it makes of the definition that holds. */
const FORMS: Record<string, (now: Definition, values: Values, file: Buffer | null) => Definition> = {
  due: withDue,
  names: withNames,
  added: withField,
  file: (now, _, file) => {
    if (!file) throw invalid({ field: 'file', code: 'MISSING', message: '请选择文件' })
    if (file.length > LARGEST) throw invalid({ field: 'file', code: 'TOO_BIG', message: '文件超过 512 KB' })
    const { dueDay, remindBefore, since } = now
    const rest = { dueDay, remindBefore, ...(since !== undefined && { since }) }
    return definitionOf({ ...rest, ...fieldsIn(file) }, (path) =>
      path[0] === 'fields' && path.length > 1 ? `指标的第${Number(path[1]) + 1}项` : 'file',
    )
  },
}

/**
 * `/reports/monthly/fields`, for whoever reports.
 * @throws Refusal NOT_YOURS, INVALID, CSRF
 */
export async function definitionPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsReports)

  app.get('/reports/monthly/fields', (request, reply) => show(request, reply))

  app.get('/reports/monthly/fields.xlsx', async (request, reply) => {
    const { kept } = await ofKeeper(request)
    const definition = (await definitionsIn(house.sql))(kept)
    const name = `attachment; filename*=UTF-8''${encodeURIComponent('月度报送的指标.xlsx')}`
    return reply
      .type(XLSX)
      .header('content-disposition', name)
      .send(Buffer.from(fieldsBook(definition)))
  })

  for (const [form, change] of Object.entries(FORMS))
    app.post(`/reports/monthly/fields/${form}`, async (request, reply) => {
      await ofKeeper(request) // before any file is taken in
      const { fields: values, file } = await smallUpload(request, LARGEST)
      const { kept, frame, by } = await ofKeeper(request)
      checkCsrf(request, values.csrf)
      try {
        await house.sql.begin(async (tx) => {
          await lockReports(tx, kept.agencyId)
          const now = (await definitionsIn(tx))(kept)
          await setDefinition(tx, house, kept, change(now, values, file), by)
        })
      } catch (error) {
        const back = cameBack(values, error)
        return show(request, reply, { ...back, about: form, form: placed(error, back.form) })
      }
      return reply.redirect(at('/reports/monthly/fields', frame, { saved: form }), 303)
    })

  /** A row of a file has no control on the page: its place is said in words. */
  function placed(error: unknown, form: FormState): FormState {
    if (!(error instanceof Refusal) || error.errors.length === 0) return form
    const errors = error.errors.map(({ field, message }) =>
      field.includes('第') ? { field: '', message: `${field}：${message}` } : { field, message },
    )
    return { values: form.values, errors }
  }

  async function ofKeeper({ viewer, query }: FastifyRequest) {
    const { month, agency } = returnAsked(query, house.time.today())
    const scope = await scopeOf(house, viewer, agency, REPORT_KEEPERS)
    if (!scope.kept || !mayKeep(viewer, scope.kept)) throw new Refusal('NOT_YOURS')
    return { kept: scope.kept, frame: frameOf(house, viewer, scope, month), by: `staff:${viewer.username}` }
  }

  type Back = { form: FormState; status: number; about: string }
  async function show(request: FastifyRequest, reply: FastifyReply, back?: Back) {
    const { kept, frame } = await ofKeeper(request)
    const [definitions, set] = await Promise.all([definitionsIn(house.sql), definitionsSet(house.sql, kept)])
    const names = await namesOf(
      house.sql,
      set.map(({ by }) => by),
    )
    const history = set.map(({ n, by, at }) => ({
      ...{ at: new Date(at).toISOString(), by: names.get(by) ?? by, what: `第${n}次设置`, why: '' },
    }))
    const { saved } = request.query as { saved?: string }
    const view = {
      ...{ definition: definitions(kept), isDistrict: kept.district, isOwn: set.length > 0, history },
      ...{ form: back?.form ?? { values: {}, errors: [] }, about: back?.about },
      saved: saved !== undefined && back === undefined,
    }
    return sendPage(reply, DefinitionPage({ frame, view }), back?.status ?? 200)
  }
}
