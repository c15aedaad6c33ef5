/** 依法行政问题: of a case with both forms, and the list of what was handed over, also as a workbook. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readAs, type Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Recording } from '../house.ts'
import { type CaseRow, caseById, factsOf } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { actByForm } from '../people/act-by-form.ts'
import { askersOf, saidAt } from '../people/asked-notes.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { sees, writes } from '../people/sight.ts'
import { decimal } from '../web/decimal.ts'
import { choice, day, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { problemsXlsx } from './export.ts'
import { ProblemListPage } from './pages/list.tsx'
import { ProblemsPage } from './pages/problems.tsx'
import {
  answerProblem,
  departmentName,
  handOver,
  isOfDepartment,
  mayAnswer,
  onlySaid,
  PROBLEM_STATES,
  problemList,
  problemsOf,
} from './problems.ts'

const HANDED = z.object({ says: text(2_000), to: text(200), dueOn: day })
const ANSWERED = z.object({ says: text(2_000) })
const LISTED = z.object({ state: choice(PROBLEM_STATES).default('open') })
const NO_FORM: FormState = { values: {}, errors: [] }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Case = { Params: { id: string } }
type One = { Params: { id: string; position: string } }

/** @throws Refusal NOT_FOUND for who neither sees the case nor is of the department; NOT_YOURS, INVALID, FACT_REFUSED, CSRF */
export async function problemPages(
  app: FastifyInstance,
  { house }: { house: Recording & Pick<House, 'sql' | 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const { sql, time } = house

  app.get('/problems', async ({ viewer, query }, reply) => {
    const { state } = given(LISTED, query)
    const problems = await problemList(sql, viewer, state)
    const names = await namesOf(sql, problems.flatMap(askersOf))
    const view = { problems, names, state, today: time.today(), now: time.now().toISOString() }
    return sendPage(reply, ProblemListPage({ viewer, csrf: viewer.csrf, ...view }))
  })

  app.get('/problems.xlsx', { config: { heavy: 'letter' } }, async ({ viewer, query }, reply) => {
    const { state } = given(LISTED, query)
    const problems = await problemList(sql, viewer, state)
    const names = await namesOf(sql, problems.flatMap(askersOf))
    return reply
      .type(XLSX)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('依法行政问题.xlsx')}`)
      .send(Buffer.from(problemsXlsx(problems, names, time.today())))
  })

  app.get<Case>('/cases/:id/problems', async (request, reply) =>
    show(request, reply, await theirs(request.viewer, request.params.id), undefined, NO_FORM),
  )

  app.post<Case>('/cases/:id/problems', async (request, reply) => {
    const row = await theCaseToWrite(house, request.viewer, request.params.id)
    return put(request, reply, row, undefined, (tx, values) =>
      handOver(tx, house, row, given(HANDED, values), request.viewer),
    )
  })

  app.post<One>('/cases/:id/problems/:position/answer', async (request, reply) => {
    const { viewer, params } = request
    const row = await theirs(viewer, params.id)
    const position = decimal(params.position)
    const one = (await problemsOf(sql, row.id)).find((each) => each.position === position)
    if (!one) throw notFound()
    if (!isOfDepartment(viewer, one)) throw new Refusal('NOT_YOURS')
    return put(request, reply, row, position, (tx, values) =>
      answerProblem(tx, house, one, given(ANSWERED, values).says, viewer),
    )
  })

  /** The case, also for the department that something of it was handed to. */
  async function theirs(viewer: Viewer, id: string): Promise<CaseRow> {
    const handed = isId(id) ? (await problemsOf(sql, id)).find((one) => isOfDepartment(viewer, one)) : undefined
    const row = handed && (await caseById(sql, [handed.agencyId], id))
    return row ?? theCase(house, viewer, id)
  }

  const put = (
    request: FastifyRequest,
    reply: FastifyReply,
    row: CaseRow,
    about: number | undefined,
    act: (tx: Tx, values: Record<string, string>) => Promise<void>,
  ) =>
    actByForm(house, request, reply, {
      ...{ room: 'problems', act, to: `/cases/${row.id}/problems` },
      back: (form, status) => show(request, reply, row, about, form, status),
    })

  /** Whoever does not see the case reads what was handed to their department, and nothing else of it. */
  async function show(
    { viewer }: FastifyRequest,
    reply: FastifyReply,
    row: CaseRow,
    about: number | undefined,
    form: FormState,
    status = 200,
  ) {
    const seesIt = sees(viewer, row)
    const all = await problemsOf(sql, row.id)
    const problems = all.filter((one) => seesIt || isOfDepartment(viewer, one))
    const key = { agencyId: row.agencyId, caseId: row.id }
    const facts = await readAs(house, [row.agencyId], (inside) => factsOf(inside.sql, house.keys, key))
    const names = await namesOf(sql, problems.flatMap(askersOf))
    const agencies = await allAgencies(sql)
    // SQL: all units of all agencies at once, beside the agencies, whose list is SQL, too.
    const units = await sql<{ id: string; agencyId: string; name: string }[]>`
      select id, agency_id, name from units where closed_at is null order by position`
    const called = (toAgency: string, toUnit: string | null) =>
      departmentName(
        agencies.find(({ id }) => id === toAgency)?.name ?? '',
        units.find(({ id }) => id === toUnit)?.name,
      )
    const said = saidAt(facts, onlySaid)
    const view = {
      ...{ id: row.id, number: row.number ?? row.receipt, names, about, form, key: randomUUID(), seesIt },
      today: time.today(),
      mayHandOver: writes(viewer, row) && !row.context.erasedOn,
      departments: agencies.flatMap(({ id, name }): [string, string][] => [
        [id, name],
        ...units
          .filter(({ agencyId }) => agencyId === id)
          .map((unit): [string, string] => [`${id}/${unit.id}`, departmentName(name, unit.name)]),
      ]),
      problems: problems.map((one) => ({
        ...one,
        department: called(one.toAgency, one.toUnit),
        says: said(one.position),
        answered: said(one.answer),
        mayAnswer: mayAnswer(viewer, one),
      })),
    }
    return sendPage(reply, ProblemsPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}
