/** The pages of 抽查: the draws and what is owed, how the office checks, one draw, one of its cases. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Day, plusMonths } from '../../workflows/statute/days.ts'
import type { Serving } from '../house.ts'
import { caseById } from '../ledger/queries.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import {
  answers,
  askedFor,
  CHECK_READERS,
  checks,
  drawnFrom,
  owingOf,
  readsDraws,
  readsSpotChecks,
  type TheCase,
  theDrawnCase,
} from './asked.ts'
import { checkedOf, owedOf, strataOf } from './checked.ts'
import { type Draw, draw, drawsOf, rulesOf, setRules, theDraw } from './draws.ts'
import { evaluatorNames } from './evaluated.ts'
import { endInvitation, evaluatorsOf, invite } from './evaluators.ts'
import { DrawnCasePage } from './pages/case.tsx'
import { DrawPage } from './pages/draw.tsx'
import { SpotChecksPage } from './pages/list.tsx'
import { RulesPage } from './pages/rules.tsx'
import { putDown } from './put-down.ts'
import { saidIn } from './said-in.ts'
import { INVITED, MONTH, numberTyped, rulesIn, scoresTyped } from './shapes.ts'
import type { CaseAct, DrawView } from './views.ts'
import { CHECKERS, isOnlyChecker, mayAnswer, mayCheck } from './who.ts'

const NO_FORM: FormState = { values: {}, errors: [] }
type One = { Params: { draw: string } }
type Case = { Params: { draw: string; id: string } }

/** `/spot-checks` and what belongs to it. @throws Refusal NOT_YOURS, NOT_FOUND, INVALID (agency), CSRF */
export async function spotCheckPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsSpotChecks)
  const frameOf = ({ viewer }: FastifyRequest) => ({ viewer, csrf: viewer.csrf })

  app.get('/spot-checks', (request, reply) => showList(request, reply, NO_FORM))

  app.post('/spot-checks', { preHandler: checks }, async (request, reply) => {
    const scope = await askedFor(house, request, CHECKERS)
    const values = csrfed(request)
    const agencyIds = await drawnFrom(house, request.viewer, scope.agency)
    try {
      const { month } = given(MONTH, values)
      const { body } = await once(house, keyedBy(request, values), 201, async (tx) => ({
        id: await draw(tx, house, scope.agency, { month, agencyIds }, request.viewer),
      }))
      return reply.redirect(`/spot-checks/${body.id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showList(request, reply, form, status)
    }
  })

  app.get('/spot-checks/rules', { preHandler: checks }, (request, reply) => showRules(request, reply, NO_FORM))

  app.post('/spot-checks/rules', { preHandler: checks }, async (request, reply) => {
    const scope = await askedFor(house, request, CHECKERS)
    const values = csrfed(request)
    try {
      const asked = rulesIn(values)
      await house.sql.begin((tx) => setRules(tx, house, scope.agency, asked, request.viewer))
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showRules(request, reply, form, status)
    }
    return reply.redirect(`/spot-checks/rules?${new URLSearchParams({ agency: scope.agency, done: 'set' })}`, 303)
  })

  app.get<One>('/spot-checks/:draw', { preHandler: readsDraws }, async (request, reply) =>
    showDraw(request, reply, await theDraw(house, request.viewer, request.params.draw, CHECK_READERS), NO_FORM),
  )

  app.post<One>('/spot-checks/:draw/evaluators', { preHandler: checks }, async (request, reply) => {
    const one = await theDraw(house, request.viewer, request.params.draw, CHECKERS)
    const values = csrfed(request)
    try {
      const asked = given(INVITED, values)
      const { code } = await house.sql.begin((tx) => invite(tx, house, one, asked, request.viewer))
      // Not by another address: the code is nowhere but on this page.
      return showDraw(request, reply, one, NO_FORM, 201, { name: asked.name, code })
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showDraw(request, reply, one, form, status)
    }
  })

  app.post<{ Params: { draw: string; evaluator: string } }>(
    '/spot-checks/:draw/evaluators/:evaluator/end',
    { preHandler: checks },
    async (request, reply) => {
      const { viewer, params } = request
      const one = await theDraw(house, viewer, params.draw, CHECKERS)
      csrfed(request)
      await house.sql.begin((tx) => endInvitation(tx, house, one, params.evaluator, viewer))
      return reply.redirect(`/spot-checks/${one.id}#evaluators`, 303)
    },
  )

  app.get<Case>('/spot-checks/:draw/cases/:id', async (request, reply) =>
    showCase(request, reply, await theDrawnCase(house, request.viewer, request.params, 'reader'), undefined, NO_FORM),
  )

  for (const act of ['scores', 'findings', 'verdicts', 'answers'] as const)
    app.post<Case>(
      `/spot-checks/:draw/cases/:id/${act}`,
      { preHandler: act === 'answers' ? answers : checks },
      async (request, reply) => {
        const { viewer, params } = request
        const found = await theDrawnCase(house, viewer, params, act === 'answers' ? 'answerer' : 'checker')
        const values = csrfed(request)
        try {
          const said = saidIn(act, typed(act, values, found.draw))
          await once(house, keyedBy(request, values), 201, async (tx) => {
            await putDown(tx, house, found.draw, found.one, said, viewer)
            return { id: found.one.caseId }
          })
        } catch (error) {
          const { form, status } = cameBack(values, error)
          return showCase(request, reply, found, act, form, status)
        }
        return reply.redirect(`/spot-checks/${params.draw}/cases/${params.id}`, 303)
      },
    )

  async function showList(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const { viewer } = request
    const scope = await askedFor(house, request)
    const today = house.time.today()
    const owing = await owingOf(house, viewer, scope.agencyIds)
    const mayRead = hasRole(viewer, ...CHECK_READERS)
    const [draws, owed, rules] = await Promise.all([
      mayRead ? drawsOf(house.sql, scope.agencyIds) : [],
      owedOf(house.sql, viewer, owing, today),
      rulesOf(house.sql, scope.agencyIds[0]!),
    ])
    const { agency, name, choices } = scope
    const view = {
      ...{ agency, name, choices, draws, owed, rules, mayRead, form, key: randomUUID() },
      mayCheck: agenciesAs(viewer, CHECKERS).includes(agency),
      months: monthsBefore(today).filter(
        (month) => !draws.some((one) => one.agencyId === agency && one.month.startsWith(month)),
      ),
    }
    return sendPage(reply, SpotChecksPage({ frame: frameOf(request), view }), status)
  }

  async function showRules(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const { agency, name } = await askedFor(house, request, CHECKERS)
    const rules = await rulesOf(house.sql, agency)
    const done = formOf(request.query).done === 'set'
    return sendPage(reply, RulesPage({ frame: frameOf(request), view: { agency, name, rules, form, done } }), status)
  }

  async function showDraw(
    request: FastifyRequest,
    reply: FastifyReply,
    one: Draw,
    form: FormState,
    status = 200,
    invited?: DrawView['invited'],
  ) {
    const today = house.time.today()
    const [cases, strata, evaluators] = await Promise.all([
      checkedOf(house.sql, one.id, today),
      strataOf(house.sql, one.id),
      evaluatorsOf(house.sql, one.id),
    ])
    const view = {
      ...{ draw: one, cases, strata, evaluators, today, form, invited },
      ...{ mayCheck: mayCheck(request.viewer, one), site: house.config.publicUrl ?? '' },
    }
    return sendPage(reply, DrawPage({ frame: frameOf(request), view }), status)
  }

  async function showCase(
    request: FastifyRequest,
    reply: FastifyReply,
    { draw, one }: TheCase,
    about: CaseAct | undefined,
    form: FormState,
    status = 200,
  ) {
    const { viewer } = request
    const by = one.findings.flatMap(({ after }) => after.map((line) => line.by))
    const [staff, outside] = await Promise.all([
      namesOf(house.sql, [...by, ...(one.score ? [one.score.by] : [])]),
      evaluatorNames(house.sql, draw.id),
    ])
    const names = new Map([...staff, ...outside])
    const row = await caseById(house.sql, [one.agencyId], one.caseId)
    const view = {
      ...{ draw, one, names, about, form, today: house.time.today(), key: randomUUID() },
      ...{ mayCheck: mayCheck(viewer, draw), mayAnswer: mayAnswer(viewer, one) },
      isOnlyChecker: await isOnlyChecker(house.sql, viewer, draw),
      mayRead: agenciesAs(viewer, CHECK_READERS).includes(draw.agencyId),
      isErased: row?.context.erasedOn !== undefined,
    }
    return sendPage(reply, DrawnCasePage({ frame: frameOf(request), view }), status)
  }
}

/** How far back a month is offered: what is older is drawn by programs. */
const OFFERED = 12
const monthsBefore = (today: Day) =>
  Array.from({ length: OFFERED }, (_, i) => plusMonths(`${today.slice(0, 7)}-01`, -1 - i).slice(0, 7))

function csrfed(request: FastifyRequest): Record<string, string> {
  const values = formOf(request.body)
  checkCsrf(request, values.csrf)
  return values
}

/** What a form holds, as a program would say it. */
function typed(act: CaseAct, values: Record<string, string>, draw: Draw): unknown {
  const { says } = values
  if (act === 'scores') return scoresTyped(values, draw)
  if (act === 'findings') return { says, dueOn: values.dueOn }
  const finding = numberTyped(values.finding)
  return act === 'answers' ? { finding, says } : { finding, says, dueOn: values.dueOn, enough: values.enough === 'yes' }
}

const keyedBy = ({ viewer, url }: FastifyRequest, values: Record<string, string>) => {
  const { csrf: _, idempotencyKey, ...asked } = values
  return {
    ...{ scope: `${viewer.id} spot-checks`, key: idempotencyKey || undefined },
    request: `${url} ${JSON.stringify(asked)}`,
  }
}
