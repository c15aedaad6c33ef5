/** 抽查 for programs: drawing, the drawn cases, points, findings, answers, evaluators, and the draw as anybody repeats it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import {
  answers,
  askedFor,
  CHECK_READERS,
  checks,
  drawnFrom,
  HELP,
  owingOf,
  readsDraws,
  readsSpotChecks,
  theDrawnCase,
} from './asked.ts'
import { checkedOf, owedOf } from './checked.ts'
import { draw, drawsOf, rulesOf, setRules, theDraw } from './draws.ts'
import { evaluatorNames } from './evaluated.ts'
import { endInvitation, evaluatorsOf, invite } from './evaluators.ts'
import { populationCsv, resultsXlsx, titleOfDraw } from './export.ts'
import { putDown } from './put-down.ts'
import { saidIn } from './said-in.ts'
import { ANSWERED, FOUND, INVITED, MONTH, RULES, SCORED, VERDICT } from './shapes.ts'
import type { CaseAct } from './views.ts'
import { CHECKERS } from './who.ts'

const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CASE_SAYS =
  '{"drawId","agencyId","caseId","number","row","countedOn","place","score":{"scores","total","says"},"evaluations":[{"scores","total","says","by"}],"findings":[{"n","says","state","dueOn","isOverdue","after"}]}'
type One = { Params: { draw: string } }
type Case = { Params: { draw: string; id: string } }

const ACTS: Record<CaseAct, { summary: string; body: Parameters<typeof given>[0]; as: 'checker' | 'answerer' }> = {
  scores: {
    summary: 'Score a drawn case, item by item of the sheet; the last points hold',
    body: SCORED,
    as: 'checker',
  },
  findings: { summary: 'Put down what was found, and by when the agency answers', body: FOUND, as: 'checker' },
  verdicts: { summary: 'Say that an answer is enough, or send it back with another day', body: VERDICT, as: 'checker' },
  answers: { summary: 'Answer what was found: whoever handles the case, or its head', body: ANSWERED, as: 'answerer' },
}

/** `/spot-checks`. @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, FACT_REFUSED, CHANGED_SINCE_READ, KEY_REUSED */
export async function spotCheckApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsSpotChecks)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get(
    '/spot-checks',
    {
      schema: describe({
        ...about('How the office checks, its draws, the latest month first, and what is not settled yet'),
        ...{
          query: HELP,
          answers: '{"agency","rules","draws":[{"id","month","seed","population","drawn"}],"owed":[…]}',
        },
      }),
    },
    async (request) => {
      const { viewer } = request
      const scope = await askedFor(house, request)
      const owing = await owingOf(house, viewer, scope.agencyIds)
      const owed = await owedOf(house.sql, viewer, owing, house.time.today())
      const draws = isReader(request) ? await drawsOf(house.sql, scope.agencyIds) : []
      return { agency: scope.agency, rules: await rulesOf(house.sql, scope.agencyIds[0]!), draws, owed }
    },
  )

  app.post(
    '/spot-checks',
    {
      preHandler: checks,
      schema: describe({
        ...about('Draw of the closed cases of a month that is over, once'),
        ...{ query: HELP, body: MONTH, headers: KEY, status: 201, answers: '{"id"}' },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const scope = await askedFor(house, request, CHECKERS)
      const agencyIds = await drawnFrom(house, request.viewer, scope.agency)
      const { month } = given(MONTH, request.body)
      return answer(request, reply, async (tx) => ({
        id: await draw(tx, house, scope.agency, { month, agencyIds }, request.viewer),
      }))
    },
  )

  app.post(
    '/spot-checks/rules',
    {
      preHandler: checks,
      schema: describe({
        ...about('Set how many of each stratum are drawn, and the scoring sheet, from the next draw on'),
        ...{ query: HELP, body: RULES, headers: KEY, status: 201, answers: '{"n"}' },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const scope = await askedFor(house, request, CHECKERS)
      const { from, ...rules } = given(RULES, request.body)
      return answer(request, reply, async (tx) => {
        await setRules(tx, house, scope.agency, { from, rules }, request.viewer)
        return { n: from + 1 }
      })
    },
  )

  app.get<One>(
    '/spot-checks/:draw',
    {
      preHandler: readsDraws,
      schema: describe({ ...about('A draw with its cases'), answers: `{…,"cases":[${CASE_SAYS}],"evaluators":[…]}` }),
    },
    async ({ viewer, params }) => {
      const one = await theDraw(house, viewer, params.draw, CHECK_READERS)
      const [cases, evaluators] = await Promise.all([
        checkedOf(house.sql, one.id, house.time.today()),
        evaluatorsOf(house.sql, one.id),
      ])
      return { ...one, cases, evaluators }
    },
  )

  app.get<One>(
    '/spot-checks/:draw/population.csv',
    {
      preHandler: readsDraws,
      schema: describe({
        ...about('Every case that could have been drawn, with digest and place: the draw can be repeated from it'),
        answers: 'The file',
      }),
    },
    async ({ viewer, params }, reply) => {
      const one = await theDraw(house, viewer, params.draw, CHECK_READERS)
      return attached(reply, `${titleOfDraw(one)}全部.csv`)
        .type('text/csv; charset=utf-8')
        .send(await populationCsv(house.sql, one))
    },
  )

  app.get<One>(
    '/spot-checks/:draw/results.xlsx',
    { preHandler: readsDraws, schema: describe({ ...about('Points, findings and answers'), answers: 'The file' }) },
    async ({ viewer, params }, reply) => {
      const one = await theDraw(house, viewer, params.draw, CHECK_READERS)
      const [cases, evaluators] = await Promise.all([
        checkedOf(house.sql, one.id, house.time.today()),
        evaluatorNames(house.sql, one.id),
      ])
      return attached(reply, `${titleOfDraw(one)}.xlsx`)
        .type(XLSX)
        .send(Buffer.from(resultsXlsx(one, cases, evaluators)))
    },
  )

  app.get<Case>(
    '/spot-checks/:draw/cases/:id',
    { schema: describe({ ...about('A drawn case with what was put down of it'), answers: CASE_SAYS }) },
    async ({ viewer, params }) => (await theDrawnCase(house, viewer, params, 'reader')).one,
  )

  for (const [act, { summary, body, as }] of Object.entries(ACTS) as [CaseAct, (typeof ACTS)[CaseAct]][])
    app.post<Case>(
      `/spot-checks/:draw/cases/:id/${act}`,
      {
        preHandler: as === 'checker' ? checks : answers,
        schema: describe({ ...about(summary), body: body as never, headers: KEY, status: 201, answers: CASE_SAYS }),
      },
      async (request, reply) => {
        checkCsrf(request, request.headers['x-csrf-token'])
        const { draw, one } = await theDrawnCase(house, request.viewer, request.params, as)
        const said = saidIn(act, request.body)
        return answer(request, reply, async (tx) => {
          await putDown(tx, house, draw, one, said, request.viewer)
          return { draw: draw.id, case: one.caseId }
        })
      },
    )

  app.post<One>(
    '/spot-checks/:draw/evaluators',
    {
      preHandler: checks,
      schema: describe({
        ...about('Invite somebody from outside to read the drawn cases, without personal data, to a day'),
        ...{ body: INVITED, status: 201, answers: '{"id","code"}: the code is given here and nowhere else' },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const one = await theDraw(house, request.viewer, request.params.draw, CHECKERS)
      const invited = given(INVITED, request.body)
      // Without a key: a repeat would have to keep the code.
      return reply.code(201).send(await house.sql.begin((tx) => invite(tx, house, one, invited, request.viewer)))
    },
  )

  app.post<{ Params: { draw: string; evaluator: string } }>(
    '/spot-checks/:draw/evaluators/:evaluator/end',
    {
      preHandler: checks,
      schema: describe({ ...about('End an invitation before its day'), status: 200, answers: '{"id"}' }),
    },
    async (request) => {
      const { viewer, params } = request
      checkCsrf(request, request.headers['x-csrf-token'])
      const one = await theDraw(house, viewer, params.draw, CHECKERS)
      await house.sql.begin((tx) => endInvitation(tx, house, one, params.evaluator, viewer))
      return { id: params.evaluator }
    },
  )

  async function answer(
    { viewer, headers, url, body: sent }: FastifyRequest,
    reply: FastifyReply,
    act: Parameters<typeof once<object>>[3],
  ) {
    const keyed = {
      ...{ scope: `${viewer.id} spot-checks`, key: headers['idempotency-key'] as string | undefined },
      request: `${url} ${JSON.stringify(sent)}`,
    }
    const { status, body } = await once(house, keyed, 201, act)
    return reply.code(status).send(body)
  }
}

const isReader = ({ viewer }: FastifyRequest) =>
  viewer.roles.some((role) => (CHECK_READERS as readonly string[]).includes(role))

const attached = (reply: FastifyReply, name: string): FastifyReply =>
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
