/** The work ledger (工作台账) for programs: the tasks of a year, setting and changing them, how far they are, last year's taken over. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { checkCsrf, requireServing, signedIn } from '../people/guard.ts'
import { namesOf } from '../people/queries.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { type KeyedRequest, once } from '../web/once.ts'
import { askedFor, HELP, keepsTasks, readsTasks, TASK_KEEPERS, theTask, theTaskToPutDown } from './asked.ts'
import { tasksCsv, tasksXlsx } from './export.ts'
import { carryOver, changeTask, putDown, setTask } from './keep.ts'
import { leftUndone } from './look-back.ts'
import { MEASURES } from './measures.ts'
import { CARRIED, CHANGED_TASK, DROPPED, NEW_TASK, PROGRESS } from './shapes.ts'
import { historyOf, type Task, tally, tasksOf } from './tasks.ts'

const TASK_SAYS =
  '{"id","agency","year","title","demand","source","unit","owner","dueOn","measure","target","figure","state","late","progress","carriedFrom"}'
type One = { Params: { id: string } }

/**
 * `/tasks`, of the agencies of whoever asks.
 * @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, FACT_REFUSED, KEY_REUSED
 */
export async function taskApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsTasks)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })
  const file = (summary: string) => ({ schema: describe({ ...about(summary), query: HELP, answers: 'The file' }) })
  const told = ({ id, n, figure, state, late, ...task }: Task) => {
    const { measure } = task
    return {
      ...{ id, version: n, agency: task.agency, year: task.year, title: task.title, demand: task.demand },
      ...{ source: task.source, unit: task.unit, owner: task.owner?.name ?? null, dueOn: task.dueOn },
      ...(measure && { measure, target: task.target, figure, of: MEASURES[measure].zh, in: MEASURES[measure].unit }),
      ...{ state, late, progress: task.progress, carriedFrom: task.carriedFrom },
      ...(task.droppedWhy !== null && { droppedWhy: task.droppedWhy }),
    }
  }

  app.get(
    '/tasks',
    {
      schema: describe({
        ...about('The tasks of a year, the earliest due first, each as it stands today; and how many stand how'),
        ...{ query: HELP, answers: `{"year","agency","tally":{…},"tasks":[${TASK_SAYS}]}` },
      }),
    },
    async (request) => {
      const { year, scope } = await askedFor(house, request)
      const tasks = await tasksOf(house.sql, { ...scope, years: [year] }, house.time.today())
      return { year, agency: scope.agency, tally: tally(tasks), tasks: tasks.map(told) }
    },
  )

  app.get('/tasks.xlsx', file('The work ledger as a workbook'), async (request, reply) => {
    const ledger = await whole(request)
    return attached(reply.type(XLSX), ledger.title, 'xlsx').send(Buffer.from(tasksXlsx(ledger)))
  })
  app.get('/tasks.csv', file('The work ledger as CSV'), async (request, reply) => {
    const ledger = await whole(request)
    return attached(reply.type('text/csv; charset=utf-8'), ledger.title, 'csv').send(tasksCsv(ledger))
  })

  app.get<One>(
    '/tasks/:id',
    {
      schema: describe({
        ...about('One task, with its versions and what was put down of it'),
        answers: `{${TASK_SAYS},"versions","history"}`,
      }),
    },
    async ({ viewer, params }) => {
      const task = await theTask(house, viewer, params.id)
      const { versions, progress } = await historyOf(house.sql, task.id)
      const names = await namesOf(
        house.sql,
        [...versions, ...progress].map(({ by }) => by),
      )
      const named = <T extends { by: string; at: string }>({ by, at, ...line }: T) => ({
        ...{ ...line, by: names.get(by) ?? by, at: new Date(at).toISOString() },
      })
      return {
        ...told(task),
        versions: versions.map(({ ownerId: _, ...version }) => named(version)),
        history: progress.map(named),
      }
    },
  )

  app.post(
    '/tasks',
    {
      preHandler: [
        keepsTasks,
        ({ viewer, body }) =>
          requireServing(house, viewer, TASK_KEEPERS, (body as { agency?: unknown } | null)?.agency),
      ],
      schema: describe({ ...about('Set a task'), body: NEW_TASK, headers: KEY, status: 201, answers: '{"id"}' }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { agency, year, ...task } = given(NEW_TASK, request.body)
      const query = { year: String(year), ...(agency && { agency }) }
      const { scope } = await askedFor(house, { viewer: request.viewer, query }, TASK_KEEPERS)
      if (scope.kept === null || scope.kept.district) throw new Refusal('NOT_YOURS')
      const of = { agencyId: scope.agency, year }
      const { status, body } = await once(house, keyed(request), 201, async (tx) => ({
        id: await setTask(tx, house, of, task, request.viewer),
      }))
      return reply.code(status).send(body)
    },
  )

  app.patch<One>(
    '/tasks/:id',
    {
      preHandler: keepsTasks,
      schema: describe({
        ...about('Change a task; `from` is the version that was read'),
        body: CHANGED_TASK,
        headers: KEY,
      }),
    },
    async (request) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { id } = await theTask(house, request.viewer, request.params.id, TASK_KEEPERS)
      const { from, ...task } = given(CHANGED_TASK, request.body)
      await once(house, keyed(request), 200, async (tx) => {
        await changeTask(tx, house, id, { from, given: task }, request.viewer)
        return { id }
      })
      return told(await theTask(house, request.viewer, id))
    },
  )

  app.post<One>(
    '/tasks/:id/dropped',
    {
      preHandler: keepsTasks,
      schema: describe({
        ...about('Ask for a task no more, or again, with the reason'),
        body: DROPPED,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { id } = await theTask(house, request.viewer, request.params.id, TASK_KEEPERS)
      const { from, dropped, why } = given(DROPPED, request.body)
      await once(house, keyed(request), 201, async (tx) => {
        await changeTask(tx, house, id, { from, droppedWhy: dropped ? why : null }, request.viewer)
        return { id }
      })
      return reply.code(201).send(told(await theTask(house, request.viewer, id)))
    },
  )

  app.post<One>(
    '/tasks/:id/progress',
    {
      schema: describe({
        ...about('Put down how far a task is: its head, or who answers for it'),
        ...{ body: PROGRESS, headers: KEY, status: 201, answers: TASK_SAYS },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { id } = await theTaskToPutDown(house, request.viewer, request.params.id)
      const progress = given(PROGRESS, request.body)
      await once(house, keyed(request), 201, async (tx) => {
        await putDown(tx, house, id, progress, request.viewer)
        return { id }
      })
      return reply.code(201).send(told(await theTask(house, request.viewer, id)))
    },
  )

  app.get(
    '/tasks/look-back',
    {
      schema: describe({
        ...about(
          'Look back (回头看) at the tasks of the year before that were left undone, and whether they stand in this year already',
        ),
        ...{ query: HELP, answers: `{"year","agency","tasks":[${TASK_SAYS}]}, each with "isCarried"` },
      }),
    },
    async (request) => {
      const { year, scope } = await askedFor(house, request)
      const left = await leftUndone(house, scope.agencyIds, year)
      return { year, agency: scope.agency, tasks: left.map(({ isCarried, ...task }) => ({ ...told(task), isCarried })) }
    },
  )

  app.post(
    '/tasks/look-back',
    {
      preHandler: keepsTasks,
      schema: describe({
        ...about('Take tasks of the year before over into this one, each once'),
        ...{ query: HELP, body: CARRIED, headers: KEY, status: 201, answers: '{"carried"}: how many were taken over' },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { year, scope } = await askedFor(house, request, TASK_KEEPERS)
      const { tasks } = given(CARRIED, request.body)
      const left = await leftUndone(house, scope.agencyIds, year)
      const { status, body } = await once(house, keyed(request), 201, async (tx) => ({
        carried: await carryOver(
          tx,
          house,
          left.filter(({ id }) => tasks.includes(id)),
          year,
          request.viewer,
        ),
      }))
      return reply.code(status).send(body)
    },
  )

  async function whole(request: FastifyRequest) {
    const { year, scope } = await askedFor(house, request)
    const tasks = await tasksOf(house.sql, { ...scope, years: [year] }, house.time.today())
    return { title: `${scope.name}${year}年政府信息公开工作台账`, tasks, today: house.time.today() }
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const attached = <T extends { header(name: string, value: string): T }>(reply: T, title: string, ending: string): T =>
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.${ending}`)}`)

const keyed = ({ viewer, headers, url, body }: FastifyRequest): KeyedRequest => ({
  ...{ scope: `${viewer.id} tasks`, key: headers['idempotency-key'] as string | undefined },
  request: `${url} ${JSON.stringify(body)}`,
})
