/** The pages of the analysis: figures, the cases behind them, subjects, the report, the work lists. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { at } from '../people/pages/yearly-page.tsx'
import { formOf } from '../web/form-of.ts'
import { choice, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { type AskedFor, askedFor, figureAsked, mayKeep, readsAnalysis } from './asked.ts'
import { saveDraft } from './draft.ts'
import { subjectOf } from './figures.ts'
import { KINDS } from './kinds.ts'
import { AnalysisPage } from './pages/analysis.tsx'
import { ListPage } from './pages/cases.tsx'
import { DraftPage } from './pages/draft.tsx'
import { SubjectsPage } from './pages/subjects.tsx'
import { WorkPage } from './pages/work.tsx'
import { placeByNumber } from './place.ts'
import { keptFrom, nameable } from './readable.ts'
import { draftNow, frameOf, showAnalysis, showDraft, showList, showSubjects, showWork } from './show.ts'
import { saveSubject } from './subjects.ts'

/** It stands in addresses, and between brackets in the report. */
const NAME = /^[^\s.,，、()（）[\]"“”]+$/
const SUBJECT = z.object({
  kind: choice(KINDS),
  name: text(20).refine((name) => NAME.test(name), { error: '名称中不能有空格、标点和括号' }),
  words: text(500, 0).default(''),
})
const PLACING = z.object({ case: text(60), belongs: z.enum(['yes', 'no'], { error: '请选择' }) })
const DRAFT = z.object({ text: text(20_000), from: z.string().regex(/^\d{1,6}$/, { error: '请重新打开页面' }) })
const WORK = z.object({
  atLeast: z
    .string()
    .regex(/^[1-9]\d?$/, { error: '请填写1至99' })
    .default('3'),
})
/** The requests of a year are read for it. */
const HEAVY = { config: { heavy: 'letter' } } as const
/** What people put between words, and how many there may be. */
const BETWEEN = /[\s、，,；;]+/u
const MOST_WORDS = 40

/** `/analysis` and what belongs to it. @throws Refusal NOT_YOURS, INVALID, CSRF */
export async function analysisPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'law'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsAnalysis)

  const opened = async (request: FastifyRequest) => {
    const asked = await askedFor(house, request)
    return { asked, frame: frameOf(house, request.viewer, asked) }
  }

  app.get('/analysis', HEAVY, async (request, reply) => {
    const { asked, frame } = await opened(request)
    return sendPage(reply, AnalysisPage({ frame, view: await showAnalysis(house, request.viewer, asked) }))
  })

  app.get('/analysis/cases', (request, reply) => showCases(request, reply))

  app.post('/analysis/placings', async (request, reply) => {
    const { values, asked, frame, by } = await toKeep(request)
    const { name, figure } = figureAsked(request.query)
    const subject = subjectOf(figure)
    if (!subject) throw invalid({ field: 'of', code: 'UNFIT', message: '不是主题、区域' })
    try {
      const { case: number, belongs } = given(PLACING, values)
      const { agencyIds } = asked.scope
      await placeByNumber(house, request.viewer, agencyIds, number, { ...subject, belongs: belongs === 'yes' }, by)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showCases(request, reply, form, status)
    }
    return reply.redirect(at('/analysis/cases', frame, { of: name }), 303)
  })

  app.get('/analysis/subjects', (request, reply) => showKept(request, reply))

  app.post('/analysis/subjects', async (request, reply) => {
    const { values, kept, frame, by } = await toKeep(request)
    if (kept.district) throw new Refusal('NOT_YOURS')
    try {
      const { kind, name, words } = given(SUBJECT, values)
      const subject = { kind, name, words: wordsIn(words) }
      await house.sql.begin((tx) => saveSubject(tx, kept.agencyId, subject, { by, at: house.time.now() }))
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showKept(request, reply, form, status)
    }
    return reply.redirect(at('/analysis/subjects', frame), 303)
  })

  app.get('/analysis/report', HEAVY, (request, reply) => showReport(request, reply))

  app.post('/analysis/report', HEAVY, async (request, reply) => {
    const { values, kept, asked, frame, by } = await toKeep(request)
    try {
      const { text: typed, from } = given(DRAFT, values)
      const { analysis, content: before } = await draftNow(house, asked)
      const content = keptFrom(typed, nameable(analysis, before))
      const saving = { content, from: Number(from) }
      await house.sql.begin((tx) => saveDraft(tx, { ...kept, year: asked.year }, saving, { by, at: house.time.now() }))
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showReport(request, reply, form, status)
    }
    return reply.redirect(at('/analysis/report', frame), 303)
  })

  app.get('/analysis/work', HEAVY, async (request, reply) => {
    const { asked, frame } = await opened(request)
    const { atLeast } = given(WORK, request.query)
    return sendPage(reply, WorkPage({ frame, view: await showWork(house, asked, Number(atLeast)) }))
  })

  /** Rights before the form: only who keeps these figures changes anything. */
  async function toKeep(request: FastifyRequest) {
    const { asked, frame } = await opened(request)
    const { kept } = asked.scope
    if (!kept || !mayKeep(request.viewer, kept)) throw new Refusal('NOT_YOURS')
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return { values, kept, asked, frame, by: `staff:${request.viewer.username}` }
  }

  async function showCases(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { asked, frame } = await opened(request)
    const view = await showList(house, request.viewer, asked, figureAsked(request.query), form)
    return sendPage(reply, ListPage({ frame, view }), status)
  }

  async function showKept(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { asked, frame }: { asked: AskedFor; frame: ReturnType<typeof frameOf> } = await opened(request)
    return sendPage(reply, SubjectsPage({ frame, view: await showSubjects(house, asked, form) }), status)
  }

  async function showReport(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200) {
    const { asked, frame } = await opened(request)
    return sendPage(reply, DraftPage({ frame, view: await showDraft(house, asked, form) }), status)
  }
}

/** @throws Refusal INVALID (words) for a word of one character, or too many */
function wordsIn(typed: string): string[] {
  const words = [...new Set(typed.split(BETWEEN).filter(Boolean))]
  const short = words.find((word) => [...word].length < 2)
  if (short) throw invalid({ field: 'words', code: 'UNFIT', message: `“${short}”只有一个字，请写两个字以上` })
  if (words.length > MOST_WORDS)
    throw invalid({ field: 'words', code: 'UNFIT', message: `最多${MOST_WORDS}个词语，现有${words.length}个` })
  return words
}

/** What is refused comes back on the page, with what was typed. @throws whatever is no refusal of the form */
function cameBack(values: Record<string, string>, error: unknown): { form: FormState; status: number } {
  if (!(error instanceof Refusal) || error.status !== 422) throw error
  return { form: { values, errors: error.errors }, status: error.status }
}
