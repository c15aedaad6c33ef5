/** The legal workbench: the words that the agency sends, read, changed, compared, approved. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { changesBetween } from '../ground/diff.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House, Serving } from '../house.ts'
import { clauses, shipped } from '../letters/templates/shipped.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { LONGEST } from './check.ts'
import { decidedOn, type Params, REASON } from './decide-routes.ts'
import { findingsOf } from './lawful.ts'
import { messagesOf, waitingForYou } from './message-show.ts'
import { ComparePage } from './pages/compare.tsx'
import { EditPage } from './pages/edit.tsx'
import { at } from './pages/links.ts'
import { TemplatesPage } from './pages/list.tsx'
import { TemplatePage } from './pages/template.tsx'
import { VersionPage } from './pages/version.tsx'
import { draftPdf, letterOfCase, sampleLetter } from './preview.ts'
import { caseByNumber } from './queries.ts'
import { frameFor, inWords, listOf, openTemplate, previewFor, sampleLines, textOfVersion } from './show.ts'
import { type ActName, mayDo, mayEdit } from './standing.ts'
import { writeVersion } from './versions.ts'
import type { Frame, Which } from './views.ts'
import { whichOf } from './which.ts'

const NOTHING: FormState = { values: {}, errors: [] }

const SAVED = z.object({
  source: z.string({ error: '请填写' }).max(4 * LONGEST.characters),
  why: text(REASON),
  from: z.string().optional(),
})

/**
 * The pages under `/templates`: the list, one template, its versions, comparison, editing, and what is decided about a
 * version. What cannot be saved comes back with 422. @throws Refusal NOT_YOURS, NOT_FOUND, TEMPLATE_FAULTY, CSRF
 */
export async function templatePages(
  app: FastifyInstance,
  {
    house,
  }: { house: Serving & Pick<House, 'db' | 'lawFor' | 'templatesFor' | 'messagesFor' | 'reloadTemplates' | 'fonts'> },
): Promise<void> {
  const { db } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
    reply.code(status).type('text/html; charset=utf-8').send(html(vnode))

  app.get('/templates', async (request, reply) => {
    const frame = await frameFor(house, request)
    const { only } = formOf(request.query)
    return page(
      reply,
      TemplatesPage({
        ...{ ...frame, rows: await listOf(house, frame), only, mayEdit: mayEdit(frame.viewer) },
        messages: waitingForYou(await messagesOf(house, frame)),
      }),
    )
  })

  app.get<Params>('/templates/:id', async (request, reply) => {
    const frame = await frameFor(house, request)
    const opened = await openTemplate(house, frame, templateId(request))
    const { template, reading, chosen } = await textOfVersion(house, frame, opened.id, opened.holds)
    const pdfUrl = at(`/templates/${opened.id}/versions/${opened.holds ?? 'shipped'}/preview.pdf`, frame.scope)
    const sample = sampleLines(sampleLetter(template))
    return page(
      reply,
      TemplatePage({
        ...frame,
        about: template,
        ...opened,
        reading,
        chosen,
        sample,
        pdfUrl,
        mayEdit: mayEdit(frame.viewer),
      }),
    )
  })

  app.get<Params>('/templates/:id/compare', async (request, reply) => {
    const frame = await frameFor(house, request)
    const opened = await openTemplate(house, frame, templateId(request))
    const [from, to] = [whichOf(request.query.from), whichOf(request.query.to)]
    const [before, after] = await Promise.all([from, to].map((which) => textOfVersion(house, frame, opened.id, which)))
    const lines = changesBetween(before!.source, after!.source)
    return page(reply, ComparePage({ ...frame, about: after!.template, history: opened.history, from, to, lines }))
  })

  app.get<Params>('/templates/:id/edit', async (request, reply) => {
    if (!mayEdit(request.viewer)) throw new Refusal('NOT_YOURS')
    const frame = await frameFor(house, request)
    const { id, history } = await openTemplate(house, frame, templateId(request))
    // Editing goes on from the newest version that was not withdrawn.
    const newest = history.find(({ standing }) => standing !== 'withdrawn')?.version ?? null
    const from = request.query.from === undefined ? newest : whichOf(request.query.from)
    const { source } = await textOfVersion(house, frame, id, from)
    return edit(reply, frame, id, from, { values: { source }, errors: [] })
  })

  app.post<Params>('/templates/:id/versions', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    if (!mayEdit(request.viewer)) throw new Refusal('NOT_YOURS')
    const frame = await frameFor(house, request)
    const id = templateId(request)
    const from = whichOf(values.from)
    try {
      const { source, why } = given(SAVED, values)
      const key = { agencyId: frame.scope.agency.id, template: id }
      const outcome = await writeVersion(house, key, { source, why, basedOn: from }, request.viewer)
      if ('version' in outcome)
        return reply.redirect(at(`/templates/${id}/versions/${outcome.version}`, frame.scope), 303)
      const errors = outcome.faults.map(({ line, message }) => ({
        field: 'source',
        message: line ? `第${line}行：${message}` : message,
      }))
      return await edit(reply, frame, id, from, { values, errors }, 422)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return edit(reply, frame, id, from, { values, errors: error.errors }, 422)
    }
  })

  app.get<Params>('/templates/:id/versions/:n', async (request, reply) => showVersion(reply, request, NOTHING))

  app.get<Params>('/templates/:id/versions/:n/preview.pdf', { config: { heavy: 'letter' } }, async (request, reply) => {
    const frame = await frameFor(house, request)
    const { template } = await textOfVersion(house, frame, templateId(request), whichOf(request.params.n))
    const { case: number } = formOf(request.query)
    const row = number ? await caseByNumber(db, frame.viewer, frame.scope.agency.id, number) : undefined
    if (number && !row) throw notFound()
    request.itsCase = row?.id ?? null
    const letter = row ? (await letterOfCase(house, template, row)).letter : sampleLetter(template)
    return reply
      .type('application/pdf')
      .header('content-disposition', 'inline')
      .send(await draftPdf(house, letter))
  })

  decidedOn(app, house, { below: '/templates', idOf: templateId, show: showVersion })

  async function edit(reply: FastifyReply, frame: Frame, id: string, from: Which, form: FormState, status = 200) {
    const { template, chosen, checked } = await textOfVersion(house, frame, id, from, form.values.source)
    const sample = checked?.sample ? sampleLines(checked.sample) : []
    const faults = form.errors.length > 0 && checked ? checked.faults : []
    return page(
      reply,
      EditPage({
        ...frame,
        about: { ...template, id },
        asks: template.asks,
        clauses: [...clauses.values()],
        from,
        chosen,
        form,
        sample,
        faults,
        findings: faults.length > 0 ? [] : findingsOf(house, frame.scope.agency.id, template, frame.today).map(inWords),
      }),
      status,
    )
  }

  async function showVersion(
    reply: FastifyReply,
    request: FastifyRequest<Params>,
    form: FormState,
    open?: ActName,
    status = 200,
  ) {
    const frame = await frameFor(house, request)
    const { n } = request.params
    const which = whichOf(n)
    const opened = await openTemplate(house, frame, templateId(request))
    const { template, source } = await textOfVersion(house, frame, opened.id, which)
    const line = opened.history.find((each) => each.version === which)!
    // What was changed then: the shipped ground as the choices of that day had it.
    const then = () => ({ ...frame, today: dayIn(new Date(line.at)) })
    const ground = which === null ? undefined : await textOfVersion(house, then(), opened.id, line.basedOn)
    const version = opened.versions.find((each) => each.version === which)
    const preview = await previewFor(house, frame, opened.id, which, template, formOf(request.query).case?.trim() ?? '')
    request.itsCase = preview.found?.id ?? null
    return page(
      reply,
      VersionPage({
        ...frame,
        about: template,
        line,
        ...opened,
        lines: ground ? changesBetween(ground.source, source) : [],
        proposed: template.inForce > frame.today ? template.inForce : frame.today,
        may: version ? mayDo(version, opened.acts, frame.viewer) : [],
        mayEdit: mayEdit(frame.viewer),
        findings: findingsOf(house, frame.scope.agency.id, template, frame.today).map(inWords),
        preview,
        form,
        open,
      }),
      status,
    )
  }
}

const templateId = (request: { params: { id: string } }): string => {
  if (!shipped.has(request.params.id)) throw notFound()
  return request.params.id
}
