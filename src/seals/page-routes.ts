/** The administrator installs, tries and revokes the seals of the agencies. No answer here ever holds a key or a password. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type FieldError, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, requireServing, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agencyById, allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { SealFault, type SealFaultCode } from './fault.ts'
import { installedSeals, installSeal, revokeSeal, sealInForce } from './installed.ts'
import { SealsPage } from './pages/seals.tsx'
import { diameterFor } from './picture.ts'
import { trial } from './trial.ts'
import { readSealForm, type SealForm } from './upload.ts'

const NOTHING: FormState = { values: {}, errors: [] }
/** 国发〔1999〕25号 knows 42 to 50 mm; older ones of small bodies are a little smaller. */
const DIAMETER = { least: 35, most: 50 }
const REASON = { least: 4, most: 500 }

/** /seals and the acts on it: for administrators alone. */
export async function sealPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async (request) => {
    if (!hasRole(request.viewer, 'admin')) throw new Refusal('NOT_YOURS')
  })

  app.get<{ Querystring: { done?: string } }>('/seals', async (request, reply) =>
    show(reply, request.viewer, { done: request.query.done }),
  )

  app.post('/seals', async (request, reply) => {
    const sent = await readSealForm(request)
    checkCsrf(request, sent.fields.csrf)
    const { agency = '', authority = '', diameter = '' } = sent.fields
    const values = { agency, authority, diameter }
    await requireServing(house, request.viewer, ['admin'], agency)
    const owner = await agencyById(house.sql, agency)
    const errors = [...faultsOf(sent), ...(owner ? [] : [fieldError('agency', 'REQUIRED', '请选择机关')])]
    if (errors.length > 0) return show(reply, request.viewer, { form: { values, errors } }, 422)
    try {
      const { p12, picture, fields } = sent
      const upload = {
        p12: p12!,
        password: fields.password ?? '',
        picture,
        diameter: diameter ? Number(diameter) : diameterFor(owner!.kind),
        authority: authority.trim() || null,
      }
      await installSeal(house, agency, upload, `staff:${request.viewer.username}`)
    } catch (error) {
      if (!(error instanceof SealFault)) throw error
      return show(reply, request.viewer, { form: { values, errors: [asFieldError(error)] } }, 422)
    }
    return reply.redirect('/seals?done=installed', 303)
  })

  app.post<{ Params: { agency: string } }>('/seals/:agency/trial', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    if (!mayInstall(request.viewer, request.params.agency)) throw notFound()
    const agency = await agencyById(house.sql, request.params.agency)
    const row = agency && (await sealInForce(house.sql, agency.id))
    if (!row) throw notFound()
    try {
      const pdf = await trial(house, agency, row)
      return await reply.type('application/pdf').header('content-disposition', 'inline; filename="trial.pdf"').send(pdf)
    } catch (error) {
      if (!(error instanceof SealFault)) throw error
      return show(reply, request.viewer, { trouble: `${agency.name}：${error.message}` }, 422)
    }
  })

  app.post<{ Params: { agency: string } }>('/seals/:agency/revocation', async (request, reply) => {
    const { csrf, reason = '', version = '' } = formOf(request.body)
    checkCsrf(request, csrf)
    const { agency } = request.params
    if (!mayInstall(request.viewer, agency)) throw notFound()
    const why = reason.trim()
    if (why.length < REASON.least || why.length > REASON.most) {
      const message = `请写明撤销的理由（${REASON.least} 至 ${REASON.most} 字）`
      const errors = [fieldError('reason', 'REQUIRED', message)]
      return show(reply, request.viewer, { revoking: { agency, form: { values: { reason }, errors } } }, 422)
    }
    const done =
      /^\d{1,9}$/.test(version) &&
      (await revokeSeal(house, agency, Number(version), why, `staff:${request.viewer.username}`))
    if (!done) throw notFound()
    return reply.redirect('/seals?done=revoked', 303)
  })

  type Shown = Partial<Pick<Parameters<typeof SealsPage>[0], 'form' | 'done' | 'trouble' | 'revoking'>>
  async function show(reply: FastifyReply, viewer: Viewer, shown: Shown, status = 200) {
    const [all, installed] = await Promise.all([allAgencies(house.sql), installedSeals(house.db)])
    const agencies = all.filter(({ id }) => mayInstall(viewer, id))
    const seals = installed.filter(({ agencyId }) => mayInstall(viewer, agencyId))
    const props = { viewer, csrf: viewer.csrf, agencies, seals, now: house.time.now(), form: NOTHING, ...shown }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html(SealsPage(props)))
  }
}

/** Seals of one's own agency, and of those that it takes in for. */
const mayInstall = (viewer: Viewer, agencyId: string) => agenciesAs(viewer, ['admin']).includes(agencyId)

const fieldError = (field: string, code: string, message: string): FieldError => ({ field, code, message })

function faultsOf({ fields, p12, errors }: SealForm): FieldError[] {
  const { authority = '', diameter = '' } = fields
  const faults = [...errors]
  if (!p12 && !errors.some(({ field }) => field === 'p12'))
    faults.push(fieldError('p12', 'REQUIRED', '请选择证书文件（.p12 或 .pfx）'))
  const size = Number(diameter || DIAMETER.most)
  if (!Number.isInteger(size) || size < DIAMETER.least || size > DIAMETER.most)
    faults.push(fieldError('diameter', 'OUT_OF_RANGE', `直径应当是 ${DIAMETER.least} 到 ${DIAMETER.most} 毫米的整数`))
  if (authority.trim() && !isAddress(authority.trim()))
    faults.push(
      fieldError('authority', 'NOT_AN_ADDRESS', '时间戳服务地址应当以 http:// 或者 https:// 开头，不含用户名和口令'),
    )
  return faults
}

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password
}

const FIELDS: Partial<Record<SealFaultCode, string>> = {
  PASSWORD_WRONG: 'password',
  PICTURE_KIND: 'picture',
  PICTURE_SIZE: 'picture',
  PICTURE_OPAQUE: 'picture',
  PICTURE_COLOUR: 'picture',
}
const asFieldError = ({ code, message }: SealFault) => fieldError(FIELDS[code] ?? 'p12', code, message)
