/** `/open-figures`: the head looks at the figures of a past year as they would be read, publishes them, or takes them back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole, type Role } from '../people/may.ts'
import { scopeAs } from '../people/scope.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { given, text, wholeNumber, yesNo } from '../web/given.ts'
import { once } from '../web/once.ts'
import { reason } from '../web/reason.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { OpenFiguresPage } from './pages/staff.tsx'
import { boundOf, figuresFor, putOut, standingsOf, yearsOver } from './publish.ts'

const READERS: readonly Role[] = ['head', 'supervisor']
const PUBLISHING: readonly Role[] = ['head']
const NO_FORM: FormState = { values: {}, errors: [] }
const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({
  agency: emptyIsNone(text(60)),
  year: emptyIsNone(z.string().regex(/^20\d{2}$/, { error: '请填写四位年份' })),
})
const PUT_OUT = z.object({
  ...{ year: wholeNumber(2019, 2099), published: yesNo, why: reason(500) },
  /** What was published of the year before and taken back, not what counts now. */
  again: yesNo.optional(),
})
const HELP = { agency: 'The office; without it the own one' }
const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }

const reads = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...READERS)) throw new Refusal('NOT_YOURS')
}
const publishes = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...PUBLISHING)) throw new Refusal('NOT_YOURS')
}

/** `POST /open-figures` for programs. @throws Refusal NOT_YOURS, INVALID, CSRF, FACT_REFUSED, KEY_REUSED */
export async function openFiguresApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', publishes)
  app.post(
    '/open-figures',
    {
      schema: describe({
        ...{
          summary: 'Publish the anonymous figures of a year that is over, or take them back',
          tag: 'staff',
          secured: true,
        },
        ...{ query: HELP, body: PUT_OUT, headers: KEY, status: 201, answers: '{"year","published"}' },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { agency } = await scopeAs(house, request.viewer, given(ASKED, request.query).agency, PUBLISHING)
      const { status, body } = await publish(house, request, agency, given(PUT_OUT, request.body), {
        key: request.headers['idempotency-key'] as string | undefined,
      })
      return reply.code(status).send(body)
    },
  )
}

type PutOut = z.infer<typeof PUT_OUT>
async function publish(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  { viewer }: FastifyRequest,
  agency: string,
  asked: PutOut,
  { key }: { key?: string | undefined },
) {
  const { year, published, why, again } = asked
  const today = house.time.today()
  const content =
    !published || !yearsOver(today).includes(year)
      ? undefined
      : again
        ? 'again'
        : await figuresFor(house.sql, agency, year, today)
  const keyed = { scope: `${viewer.id} open-figures`, key, request: JSON.stringify([agency, asked]) }
  return once(house, keyed, 201, async (tx) => {
    await putOut(tx, house, agency, { year, why, content }, viewer)
    return { year, published }
  })
}

/** @throws Refusal NOT_YOURS, INVALID (agency, year), CSRF */
export async function openFiguresPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', reads)

  app.get('/open-figures', (request, reply) => show(request, reply, NO_FORM))

  app.post('/open-figures', { preHandler: publishes }, async (request, reply) => {
    const { agency } = await scopeAs(house, request.viewer, given(ASKED, request.query).agency, PUBLISHING)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const year = decimal(values.year) ?? Number.NaN
      const asked = given(PUT_OUT, {
        ...{ year, published: values.published === 'yes', again: values.again === 'yes', why: values.why },
      })
      await publish(house, request, agency, asked, {})
      return reply.redirect(`/open-figures?${new URLSearchParams({ agency, year: String(asked.year) })}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, form, status)
    }
  })

  async function show(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const { viewer } = request
    const asked = given(ASKED, request.query)
    const scope = await scopeAs(house, viewer, asked.agency, READERS)
    const today = house.time.today()
    const years = yearsOver(today)
    const year = decimal(asked.year ?? form.values.year) ?? years[0]!
    const agency = scope.agencyIds[0]!
    const [figures, standings] = await Promise.all([
      years.includes(year) ? figuresFor(house.sql, agency, year, today) : undefined,
      standingsOf(house.sql, scope.agencyIds),
    ])
    const standing = standings.find((one) => one.year === year && one.agencyId === agency)
    const bound = figures && !standing?.published ? await boundOf(house.sql, agency, year, figures) : undefined
    const view = {
      bound,
      ...{ agency, name: scope.name, choices: scope.choices.filter((one) => one.agency !== 'all'), years, year },
      ...{ figures, form, mayPublish: agenciesAs(viewer, PUBLISHING).includes(agency) },
      standing,
    }
    return sendPage(reply, OpenFiguresPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}
