/** Many cases at once: by programs any fact, on the desk the act that a heap waits for. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { FACTS, type Fact, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { askedOf, isRecordable, type RecordableType } from '../acts/catalogue.ts'
import { fromFactForm } from '../acts/fact-form.ts'
import { ANY_FACT } from '../acts/facts.ts'
import { readFact } from '../acts/read-fact.ts'
import { isConfirmed } from '../cases/offer-may.ts'
import { type FieldError, invalid, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { requireAhead } from './assigned-ahead.ts'
import { sendDeskPage } from './desk-page.ts'
import { AT_ONCE } from './heap-act.ts'
import { backTo } from './in-list.ts'
import { MOST_CASES, recordInEach } from './many.ts'
import { ManyPage } from './pages/many.tsx'
import type { Ticks } from './views.ts'

const MANY = z.object({
  cases: z
    .array(z.string({ error: '请写明申请件的编号（id）' }), { error: '请写明各件的编号（id）' })
    .min(1, { error: '请至少选择一件' })
    .max(MOST_CASES, { error: `一次最多${MOST_CASES}件` }),
  /** Read by `readFact`, which names in Chinese what does not fit. */
  fact: z.unknown().optional(),
})

/** What names a place in one case, or is answered with a secret of one. */
const ONE_BY_ONE: readonly FactType[] = ['codeReissued', 'rectified']
const SAID_OF_ONE = '补发查询码、更正记录只能逐件办理'

/** @throws Refusal INVALID, CSRF; what is wrong with a case is told of that case */
export async function manyApi(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.post(
    '/cases/facts',
    {
      schema: describe({
        summary: `One fact in many cases, at most ${MOST_CASES}: each for itself`,
        tag: 'staff',
        body: MANY.extend({ fact: ANY_FACT }),
        headers: { 'idempotency-key': 'Any text; a repeat gets, of each case, the first answer.' },
        status: 207,
        answers: '{"results":[{"case","status","code"?,"message"?,"number"?,"receipt"?,"title"?}]}',
        secured: true,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { cases, fact: sent } = given(MANY, request.body)
      const fact = readFact(sent, house, 'withEvidence')
      if (ONE_BY_ONE.includes(fact.type))
        throw invalid({ field: 'fact.type', code: 'ONE_BY_ONE', message: SAID_OF_ONE })
      const key = request.headers['idempotency-key'] as string | undefined
      const from = { address: request.ip, request: request.id, key }
      return reply
        .code(207)
        .send({ results: await recordInEach(house, [...new Set(cases)], fact, request.viewer, from) })
    },
  )
}

/** The desk's own way; the page that follows says of each case what became of it. */
export async function manyPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.post('/desk/facts', async (request, reply) => {
    const { viewer } = request
    const form = formOf(request.body)
    checkCsrf(request, form.csrf)
    const ids = Object.keys(form).flatMap((name) => (name.startsWith('case.') ? [name.slice('case.'.length)] : []))
    const show = (results: Parameters<typeof ManyPage>[0]['results'], error?: string, status = 200) =>
      reply
        .code(status)
        .type('text/html; charset=utf-8')
        .send(
          html(
            ManyPage({
              viewer,
              csrf: viewer.csrf,
              what: FACTS[form.type as FactType].zh,
              back: backTo(form.back),
              results,
              error,
            }),
          ),
        )
    if (!isRecordable(form.type) || !AT_ONCE.includes(form.type)) throw new Refusal('NOT_FOUND')
    // The list as it was left, with what was ticked and written: a form that does not fit costs nobody either.
    const listed = (errors: FormState['errors'], status: number, ticks: Ticks = new Set(ids)) => {
      const { csrf: _, back, idempotencyKey: __, all: ___, listedAt: ____, ...values } = form
      const query = formOf(Object.fromEntries(new URLSearchParams(backTo(back).split('?')[1])))
      return sendDeskPage(house, reply, viewer, query, { act: form.type as FactType, values, errors, ticks, status })
    }
    if (form.all && (await listed([], 200, form.all === 'yes' ? 'all' : new Set()))) return reply
    try {
      const fact = readAll(form, ids, () => {
        const read = readFact(fromFactForm(form, []), house, 'withEvidence')
        requireAhead(read)
        return read
      })
      const listedAt = isInstant(form.listedAt) ? form.listedAt : undefined
      const from = { address: request.ip, request: request.id, key: form.idempotencyKey || randomUUID(), listedAt }
      return show(await recordInEach(house, ids, fact, viewer, from))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      const shown = error.errors.map(({ field, message }) => ({ field: field === 'cases' ? 'type' : field, message }))
      if (await listed(shown, error.status)) return reply
      return show([], error.errors.map((one) => saidOf(form.type as RecordableType, one)).join('；'), error.status)
    }
  })
}

/** The fact of the form. @throws Refusal INVALID with all that is wrong with it at once: cases, confirmation and fields */
function readAll(form: Record<string, string>, ids: readonly string[], read: () => Fact): Fact {
  const faults: FieldError[] = []
  if (ids.length === 0 || ids.length > MOST_CASES)
    faults.push({ field: 'cases', code: 'MISSING', message: `请选择1至${MOST_CASES}件` })
  if (!isConfirmed(form)) faults.push({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
  let fact: Fact | undefined
  try {
    fact = read()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
    faults.push(...error.errors)
  }
  if (faults.length > 0) throw invalid(...faults)
  return fact!
}

/** As the form of the list names it: RFC 3339, by our own clock. */
const isInstant = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text))

/** With the name of the field: the form is on the page before. */
function saidOf(type: RecordableType, { field, message }: FieldError): string {
  const label = askedOf(type)[field]?.label
  return label ? `${label}：${message}` : String(message)
}
