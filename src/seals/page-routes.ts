/** One person uploads a seal or asks to revoke it, another decides. No answer here ever holds a key or a password. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type FieldError, invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, requireServing, signedIn } from '../people/guard.ts'
import { agencyById, allAgencies, namesOf } from '../people/queries.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { decidesFor, installsFor, isInstaller, reachesSeals } from './access.ts'
import { SealFault, type SealFaultCode } from './fault.ts'
import { sealInForce } from './installed.ts'
import { SealsPage } from './pages/seals.tsx'
import { type About, aboutOf } from './pages/views.ts'
import { diameterFor } from './picture.ts'
import { trial } from './trial.ts'
import { askRevocation, decideOnSeal, uploadSeal } from './two-persons.ts'
import { readSealForm, type SealForm } from './upload.ts'
import { pictureOf, sealsOf } from './versions.ts'

const NOTHING: FormState = { values: {}, errors: [] }
/** 国发〔1999〕25号 knows 42 to 50 mm; older ones of small bodies are a little smaller. */
const DIAMETER = { least: 35, most: 50 }
const REASON = { least: 4, most: 500 }

type Ofs = { Params: { agency: string; version: string } }

/** /seals and the acts on it: administrators upload, they and whoever else answers for the agency decide. */
export async function sealPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db' | 'fonts' | 'blobs'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async ({ viewer }) => {
    if (!reachesSeals(viewer)) throw new Refusal('NOT_YOURS')
  })

  app.get<{ Querystring: { done?: string } }>('/seals', async (request, reply) =>
    show(request, reply, { done: request.query.done }),
  )

  app.get<Ofs>('/seals/:agency/versions/:version/picture', async ({ viewer, params }, reply) => {
    const version = numberFrom(params.version)
    if (!decidesFor(viewer).includes(params.agency) || version === undefined) throw notFound()
    const sha256 = await pictureOf(house.db, params.agency, version)
    if (!sha256) throw notFound()
    return reply
      .type('image/png')
      .header('cache-control', 'private, no-store')
      .send(await house.blobs.read(sha256))
  })

  app.post('/seals', async (request, reply) => {
    if (!isInstaller(request.viewer)) throw new Refusal('NOT_YOURS')
    const sent = await readSealForm(request)
    if (!isInstaller(request.viewer)) throw new Refusal('NOT_YOURS')
    checkCsrf(request, sent.fields.csrf)
    const { agency = '', authority = '', diameter = '', selfSigned = '' } = sent.fields
    const values = { agency, authority, diameter, selfSigned }
    await requireServing(house, request.viewer, ['admin'], agency)
    const owner = await agencyById(house.sql, agency)
    const errors = [...faultsOf(house, sent), ...(owner ? [] : [fieldError('agency', 'REQUIRED', '请选择机关')])]
    if (errors.length > 0) return show(request, reply, { about: 'upload', form: { values, errors } }, 422)
    return acting(request, reply, 'upload', values, async (by) => {
      const { p12, picture, fields } = sent
      const upload = {
        p12: p12!,
        password: fields.password ?? '',
        picture,
        diameter: diameter ? Number(diameter) : diameterFor(owner!.kind),
        authority: authority || null,
        selfSigned: selfSigned === 'yes',
      }
      await uploadSeal(house, agency, upload, by)
      return 'uploaded'
    })
  })

  app.post<Ofs>('/seals/:agency/trial', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    if (!installsFor(request.viewer).includes(request.params.agency)) throw ofAnother(request)
    const agency = await agencyById(house.sql, request.params.agency)
    const row = agency && (await sealInForce(house.sql, agency.id))
    if (!row) throw notFound()
    try {
      const pdf = await trial(house, agency, row)
      return await reply.type('application/pdf').header('content-disposition', 'inline; filename="trial.pdf"').send(pdf)
    } catch (error) {
      if (!(error instanceof SealFault)) throw error
      return show(request, reply, { trouble: `${agency.name}：${error.message}` }, 422)
    }
  })

  app.post<Ofs>('/seals/:agency/revocation', async (request, reply) => {
    const { csrf, reason = '', version = '' } = formOf(request.body)
    checkCsrf(request, csrf)
    const agencyId = ofTheirs(request)
    const number = numberFrom(version)
    if (number === undefined) throw notFound()
    const about = aboutOf({ act: 'revocation', agencyId, version: number })
    return acting(request, reply, about, { reason }, async (by) => {
      await askRevocation(house, { agencyId, version: number }, givenReason('reason', reason), by)
      return 'asked'
    })
  })

  for (const [act, approved] of [
    ['approval', true],
    ['refusal', false],
  ] as const)
    app.post<Ofs>(`/seals/:agency/${act}`, async (request, reply) => {
      const values = formOf(request.body)
      checkCsrf(request, values.csrf)
      const agencyId = ofTheirs(request)
      const [version, asked] = [numberFrom(values.version), numberFrom(values.request)]
      if (version === undefined || asked === undefined) throw notFound()
      const about = aboutOf({ act, agencyId, version, request: asked })
      const { why = '', confirm = '', selfSigned = '' } = values
      return acting(request, reply, about, { why, confirm, selfSigned }, async (by) => {
        const said = { approved, why: givenReason('why', why), selfSigned: selfSigned === 'yes' }
        if (approved && confirm !== 'yes')
          throw invalid(fieldError('confirm', 'NOT_CONFIRMED', '请核对以后确认，再提交'))
        await decideOnSeal(house, { agencyId, version, request: asked }, said, by)
        if (asked === 0) return approved ? 'installed' : 'refused'
        return approved ? 'revoked' : 'kept'
      })
    })

  /** What is refused comes back in its form, with what was typed. */
  async function acting(
    request: FastifyRequest,
    reply: FastifyReply,
    about: About,
    values: Record<string, string>,
    act: (by: string) => Promise<string>,
  ) {
    try {
      const done = await act(`staff:${request.viewer.username}`)
      return await reply.redirect(`/seals?done=${done}`, 303)
    } catch (error) {
      const isFault = error instanceof SealFault
      if (!isFault && !(error instanceof Refusal && error.status < 500 && error.status !== 404)) throw error
      const status = isFault ? 422 : error.status
      const errors = isFault ? fieldErrors(error, about) : error.errors
      // What is wrong with no field may be that its form is gone: somebody else decided.
      const trouble = errors.length > 0 ? undefined : error.message
      return show(request, reply, { about, form: { values, errors }, trouble }, status)
    }
  }

  type Shown = Partial<Pick<Parameters<typeof SealsPage>[0], 'form' | 'done' | 'trouble' | 'about'>>
  async function show({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const theirs = decidesFor(viewer)
    const [all, seals] = await Promise.all([allAgencies(house.sql), sealsOf(house.db, theirs)])
    const people = seals.flatMap(({ by, decision, revocations }) => [
      ...[by, decision?.by ?? ''],
      ...revocations.flatMap((each) => [each.by, each.decision?.by ?? '']),
    ])
    const props = {
      ...{ viewer, csrf: viewer.csrf, seals, now: house.time.now(), form: NOTHING, about: undefined },
      agencies: all.filter(({ id }) => theirs.includes(id)),
      installsFor: installsFor(viewer),
      names: await namesOf(house.sql, people),
      authorities: house.config.timestampAuthorities,
      ...shown,
    }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html(SealsPage(props)))
  }
}

/** The agency of the address. @throws Refusal NOT_FOUND for one whose seal they do not decide on */
function ofTheirs({ viewer, params }: FastifyRequest<Ofs>): string {
  if (!decidesFor(viewer).includes(params.agency)) throw notFound()
  return params.agency
}

/** Whose role it is not, and whose agency. */
const ofAnother = ({ viewer }: FastifyRequest) => (isInstaller(viewer) ? notFound() : new Refusal('NOT_YOURS'))

const numberFrom = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined)

const fieldError = (field: string, code: string, message: string): FieldError => ({ field, code, message })

/** @throws Refusal INVALID for a reason that says nothing, or too much */
function givenReason(field: string, text: string): string {
  const why = text.trim()
  if (why.length >= REASON.least && why.length <= REASON.most) return why
  const message = `请写明理由（${REASON.least} 至 ${REASON.most} 字）`
  throw invalid(fieldError(field, 'REQUIRED', message))
}

function faultsOf({ config }: Pick<House, 'config'>, { fields, p12, errors }: SealForm): FieldError[] {
  const { authority = '', diameter = '' } = fields
  const faults = [...errors]
  if (!p12 && !errors.some(({ field }) => field === 'p12'))
    faults.push(fieldError('p12', 'REQUIRED', '请选择证书文件（.p12 或 .pfx）'))
  const size = Number(diameter || DIAMETER.most)
  if (!Number.isInteger(size) || size < DIAMETER.least || size > DIAMETER.most)
    faults.push(fieldError('diameter', 'OUT_OF_RANGE', `直径应当是 ${DIAMETER.least} 到 ${DIAMETER.most} 毫米的整数`))
  if (authority && !config.timestampAuthorities.includes(authority))
    faults.push(fieldError('authority', 'NOT_LISTED', '时间戳服务不在许可名单里，请选择名单里的一个，或者不加时间戳'))
  return faults
}

const FIELDS: Partial<Record<SealFaultCode, string>> = {
  PASSWORD_WRONG: 'password',
  SELF_SIGNED: 'selfSigned',
  PICTURE_KIND: 'picture',
  PICTURE_SIZE: 'picture',
  PICTURE_OPAQUE: 'picture',
  PICTURE_COLOUR: 'picture',
}
const fieldErrors = ({ code, message }: SealFault, about: About): FieldError[] => {
  const field = FIELDS[code] ?? (about === 'upload' ? 'p12' : undefined)
  return field ? [fieldError(field, code, message)] : []
}
