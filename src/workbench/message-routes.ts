/** `/messages`: the words of mails and text messages, worded anew, compared, approved by a second person, as letters are. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { diffLines } from '../ground/diff.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { sampleNumber } from '../ledger/numbers.ts'
import { isTextMessage, shippedMessages } from '../letters/templates/messages.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { checkMessage, faultAtField, sampleOf, sourceWith, type Words, wordsToCompare } from './check-message.ts'
import { decidedOn, type Params, REASON } from './decide-routes.ts'
import { messageOfVersion, messagesOf } from './message-show.ts'
import { at } from './pages/links.ts'
import { MessagePage } from './pages/message.tsx'
import { MessageEditPage } from './pages/message-edit.tsx'
import { MessageVersionPage } from './pages/message-version.tsx'
import { MessagesPage } from './pages/messages.tsx'
import { frameFor, openTemplate } from './show.ts'
import { type ActName, mayDo, mayEdit } from './standing.ts'
import { nextVersion, writeVersion } from './versions.ts'
import type { Frame, Which } from './views.ts'
import { whichOf } from './which.ts'

const written = (max: number) =>
  z
    .string({ error: '请填写' })
    .max(max)
    .refine((words) => words.trim() !== '', { error: '请填写' })
const SAVED = z.object({ body: written(20_000), why: text(REASON) })
const WITH_SUBJECT = SAVED.extend({ subject: written(1_000) })
const NOTHING: FormState = { values: {}, errors: [] }

/** @throws Refusal NOT_YOURS, NOT_FOUND, CSRF; what cannot be saved comes back with 422 */
export async function messagePages(
  app: FastifyInstance,
  {
    house,
  }: { house: Serving & Pick<House, 'db' | 'lawFor' | 'templatesFor' | 'messagesFor' | 'reloadTemplates' | 'fonts'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get('/messages', async (request, reply) => {
    const frame = await frameFor(house, request)
    return sendPage(
      reply,
      MessagesPage({ ...frame, rows: await messagesOf(house, frame), mayEdit: mayEdit(frame.viewer) }),
    )
  })

  app.get<Params>('/messages/:id', async (request, reply) => {
    const frame = await frameFor(house, request)
    const opened = await openTemplate(house, frame, messageId(request))
    const message = await messageOfVersion(house, frame, opened.id, opened.holds)
    const sample = await sampleIn(frame, message)
    const props = { ...frame, ...opened, message, sample, mayEdit: mayEdit(frame.viewer) }
    return sendPage(reply, MessagePage(props))
  })

  app.get<Params>('/messages/:id/edit', async (request, reply) => {
    if (!mayEdit(request.viewer)) throw new Refusal('NOT_YOURS')
    const frame = await frameFor(house, request)
    const { id, history } = await openTemplate(house, frame, messageId(request))
    const newest = history.find(({ standing }) => standing !== 'withdrawn')?.version ?? null
    const from = request.query.from === undefined ? newest : whichOf(request.query.from)
    const { subject, body } = await messageOfVersion(house, frame, id, from)
    return edit(request, reply, from, { values: { subject: subject ?? '', body }, errors: [] })
  })

  app.post<Params>('/messages/:id/versions', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    if (!mayEdit(request.viewer)) throw new Refusal('NOT_YOURS')
    const frame = await frameFor(house, request)
    const id = messageId(request)
    const from = whichOf(values.from)
    try {
      const isShort = isTextMessage({ id })
      const { why, body } = given(isShort ? SAVED : WITH_SUBJECT, values)
      const source = sourceWith(id, { subject: isShort ? null : values.subject!, body })
      const key = { agencyId: frame.scope.agency.id, template: id }
      const outcome = await writeVersion(house, key, { source, why, basedOn: from }, request.viewer)
      if ('version' in outcome)
        return reply.redirect(at(`/messages/${id}/versions/${outcome.version}`, frame.scope), 303)
      const errors = outcome.faults.map((fault) => ({ ...faultAtField(source, fault), code: 'UNFIT' }))
      return await edit(request, reply, from, { values, errors }, 422)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return edit(request, reply, from, { values, errors: error.errors }, 422)
    }
  })

  app.get<Params>('/messages/:id/versions/:n', async (request, reply) => showVersion(reply, request, NOTHING))

  decidedOn(app, house, { below: '/messages', idOf: messageId, show: showVersion })

  /** With numbers as this agency writes them. */
  const sampleIn = async ({ scope, today }: Frame, words: Words) =>
    sampleOf(words, await sampleNumber(house.sql, scope.agency.id, today))

  async function edit(
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    from: Which,
    form: FormState,
    status = 200,
  ) {
    const frame = await frameFor(house, request)
    const { id, versions } = await openTemplate(house, frame, messageId(request))
    const ground = await messageOfVersion(house, frame, id, from)
    const { subject = '', body = '' } = form.values
    const source = sourceWith(id, { subject: isTextMessage({ id }) ? null : subject, body })
    const { message } = checkMessage(id, source, nextVersion(id, versions))
    const sample = message ? await sampleIn(frame, message) : null
    return sendPage(reply, MessageEditPage({ ...frame, id, ground, from, form, sample }), status)
  }

  async function showVersion(
    reply: FastifyReply,
    request: FastifyRequest<Params>,
    form: FormState,
    open?: ActName,
    status = 200,
  ) {
    const frame = await frameFor(house, request)
    const which = whichOf(request.params.n)
    const opened = await openTemplate(house, frame, messageId(request))
    const message = await messageOfVersion(house, frame, opened.id, which)
    const line = opened.history.find((each) => each.version === which)!
    const ground = which === null ? undefined : await messageOfVersion(house, frame, opened.id, line.basedOn)
    const version = opened.versions.find((each) => each.version === which)
    return sendPage(
      reply,
      MessageVersionPage({
        ...{
          ...frame,
          id: opened.id,
          message,
          sample: await sampleIn(frame, message),
          line,
          acts: opened.acts,
          form,
          open,
        },
        lines: ground ? diffLines(wordsToCompare(ground), wordsToCompare(message)) : [],
        proposed: frame.today,
        may: version ? mayDo(version, opened.acts, frame.viewer) : [],
        findings: [],
        mayEdit: mayEdit(frame.viewer),
      }),
      status,
    )
  }
}

const messageId = (request: { params: { id: string } }): string => {
  if (!shippedMessages.has(request.params.id)) throw notFound()
  return request.params.id
}
