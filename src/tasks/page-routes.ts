/** The pages of the work ledger (工作台账): the year's tasks, one of them, setting one, last year's taken over. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../ground/errors.ts'
import { FIRST_YEAR } from '../ground/year.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { at } from '../people/pages/yearly-page.tsx'
import { namesOf } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import {
  type AskedFor,
  askedFor,
  keepsTasks,
  mayKeep,
  mayPutDown,
  readsTasks,
  TASK_KEEPERS,
  theTask,
  theTaskToPutDown,
} from './asked.ts'
import { behind } from './behind.ts'
import { carryOver, changeTask, putDown, setTask } from './keep.ts'
import { leftUndone } from './look-back.ts'
import { STATES, type State } from './measures.ts'
import { nameable } from './nameable.ts'
import { TasksPage } from './pages/list.tsx'
import { LookBackPage, tickOf } from './pages/look-back.tsx'
import { NewTaskPage } from './pages/new.tsx'
import { TaskPage } from './pages/task.tsx'
import { CARRIED, CHANGED_TASK, DROPPED, PROGRESS, TASK } from './shapes.ts'
import { historyOf, type Task, tally, tasksOf } from './tasks.ts'
import type { Frame, TaskView } from './views.ts'

type One = { Params: { id: string } }
/** So many years stand in the head of a page, the next one first. */
const YEARS = 4
const NO_FORM: FormState = { values: {}, errors: [] }

/** `/tasks` and what belongs to it. @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, KEY_REUSED */
export async function taskPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsTasks)

  app.get('/tasks', async (request, reply) => {
    const asked = await askedFor(house, request)
    const { state: wanted, done } = formOf(request.query)
    const state = wanted && wanted in STATES ? (wanted as State) : undefined
    const tasks = await tasksOf(house.sql, { ...asked.scope, years: [asked.year] }, house.time.today())
    const shown = state ? tasks.filter((task) => task.state === state) : tasks
    return sendPage(
      reply,
      TasksPage({ frame: frameOf(request, asked), view: { tasks: shown, tally: tally(tasks), state, done } }),
    )
  })

  app.get('/tasks/new', { preHandler: keepsTasks }, (request, reply) => showNew(request, reply, NO_FORM))

  app.post('/tasks', { preHandler: keepsTasks }, async (request, reply) => {
    const { kept, frame, values } = await toKeep(request)
    try {
      const task = given(TASK, wanted(values))
      const of = { agencyId: kept.agencyId, year: frame.year }
      const keyed = keyedBy(request, values)
      const { body } = await once(house, keyed, 201, async (tx) => ({
        id: await setTask(tx, house, of, task, request.viewer),
      }))
      return reply.redirect(`/tasks/${body.id}?done=set`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showNew(request, reply, form, status)
    }
  })

  app.get('/tasks/look-back', (request, reply) => showLookBack(request, reply, NO_FORM))

  app.post('/tasks/look-back', { preHandler: keepsTasks }, async (request, reply) => {
    const asked = await askedFor(house, request, TASK_KEEPERS)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const left = await leftUndone(house, asked.scope.agencyIds, asked.year)
    try {
      const ticked = left.filter(({ id }) => values[tickOf(id)] === 'yes')
      given(CARRIED, { tasks: ticked.map(({ id }) => id) })
      await house.sql.begin((tx) => carryOver(tx, house, ticked, asked.year, request.viewer))
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showLookBack(request, reply, form, status)
    }
    return reply.redirect(at('/tasks', frameOf(request, asked), { done: 'carried' }), 303)
  })

  app.get<One>('/tasks/:id', async (request, reply) =>
    show(request, reply, await theTask(house, request.viewer, request.params.id), undefined, NO_FORM),
  )

  app.post<One>('/tasks/:id', { preHandler: keepsTasks }, async (request, reply) => {
    const task = await theTask(house, request.viewer, request.params.id, TASK_KEEPERS)
    return acting(request, reply, task, 'task', async (values) => {
      const { from, ...asked } = given(CHANGED_TASK, {
        ...wanted(values),
        from: decimal(values.from ?? '') ?? Number.NaN,
      })
      await house.sql.begin((tx) => changeTask(tx, house, task.id, { from, given: asked }, request.viewer))
    })
  })

  app.post<One>('/tasks/:id/dropped', { preHandler: keepsTasks }, async (request, reply) => {
    const task = await theTask(house, request.viewer, request.params.id, TASK_KEEPERS)
    return acting(request, reply, task, 'dropped', async (values) => {
      const said = {
        from: decimal(values.from ?? '') ?? Number.NaN,
        dropped: values.dropped === 'yes',
        why: values.why,
      }
      const { from, dropped, why } = given(DROPPED, said)
      await house.sql.begin((tx) =>
        changeTask(tx, house, task.id, { from, droppedWhy: dropped ? why : null }, request.viewer),
      )
    })
  })

  app.post<One>('/tasks/:id/progress', async (request, reply) => {
    const task = await theTaskToPutDown(house, request.viewer, request.params.id)
    return acting(request, reply, task, 'progress', async (values) => {
      const progress = given(PROGRESS, { ...values, done: values.done === 'yes' })
      await once(house, keyedBy(request, values), 201, async (tx) => {
        await putDown(tx, house, task.id, progress, request.viewer)
        return { id: task.id }
      })
    })
  })

  /** What is refused comes back on the page of the task, with what was typed. */
  async function acting(
    request: FastifyRequest,
    reply: FastifyReply,
    task: Task,
    about: NonNullable<TaskView['about']>,
    act: (values: Record<string, string>) => Promise<void>,
  ) {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      await act(values)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, task, about, form, status)
    }
    return reply.redirect(`/tasks/${task.id}?done=${about}`, 303)
  }

  function frameOf({ viewer }: FastifyRequest, { scope, year }: AskedFor): Frame {
    const today = house.time.today()
    const next = Number(today.slice(0, 4)) + 1
    const years = Array.from({ length: YEARS }, (_, i) => next - i).filter((one) => one >= FIRST_YEAR)
    const single = scope.kept !== null && !scope.kept.district
    return {
      ...{ viewer, csrf: viewer.csrf, today, year, years: years.includes(year) ? years : [...years, year] },
      ...{ agency: scope.agency, name: scope.name, choices: scope.choices },
      mayKeep: single && agenciesAs(viewer, TASK_KEEPERS).includes(scope.agency),
    }
  }

  /** Rights before the form: of one agency, whose head they are. */
  async function toKeep(request: FastifyRequest) {
    const asked = await askedFor(house, request, TASK_KEEPERS)
    const { kept } = asked.scope
    if (!kept || kept.district)
      throw invalid({ field: 'agency', code: 'UNFIT', message: '任务由一个机关承担，请先选择机关' })
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return { kept, frame: frameOf(request, asked), values }
  }

  async function showNew(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const asked = await askedFor(house, request, TASK_KEEPERS)
    const { inOffice: people } = await nameable(house.db, asked.scope.agency)
    const view = { people, form, key: randomUUID() }
    return sendPage(reply, NewTaskPage({ frame: frameOf(request, asked), view }), status)
  }

  async function showLookBack(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const asked = await askedFor(house, request)
    const tasks = await leftUndone(house, asked.scope.agencyIds, asked.year)
    const may = hasRole(request.viewer, ...TASK_KEEPERS)
    const frame = { ...frameOf(request, asked), mayKeep: may && tasks.every((task) => mayKeep(request.viewer, task)) }
    return sendPage(reply, LookBackPage({ frame, view: { tasks, form } }), status)
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    task: Task,
    about: TaskView['about'],
    form: FormState,
    status = 200,
  ) {
    const { viewer, query } = request
    const asked = await askedFor(house, { viewer, query: { year: String(task.year), agency: task.agency } })
    const { versions, progress } = await historyOf(house.sql, task.id)
    const may = mayKeep(viewer, task)
    const people = await nameable(house.db, task.agency, [task.ownerId, ...versions.map(({ ownerId }) => ownerId)])
    const names = await namesOf(
      house.sql,
      [...versions, ...progress].map(({ by }) => by),
    )
    const named = <T extends { by: string; at: string }>(line: T): T => ({
      ...{ ...line, by: names.get(line.by) ?? line.by, at: new Date(line.at).toISOString() },
    })
    const view: TaskView = {
      ...{
        task,
        behind: behind(viewer, task),
        people: people.inOffice,
        mayKeep: may,
        mayPutDown: mayPutDown(viewer, task),
      },
      versions: versions.map(({ ownerId, ...line }) =>
        named({ ...line, owner: ownerId ? people.byId.get(ownerId) : undefined }),
      ),
      progress: progress.map(named),
      ...{ about, form, key: randomUUID(), done: formOf(query).done },
    }
    return sendPage(reply, TaskPage({ frame: frameOf(request, asked), view }), status)
  }
}

/** The fields of the form as a program would send them. */
const wanted = ({ target = '', ...values }: Record<string, string>) => ({
  ...values,
  // Nought is a target of its own.
  ...(target && { target: target === '0' ? 0 : (decimal(target) ?? Number.NaN) }),
})

const keyedBy = ({ viewer, url }: FastifyRequest, { idempotencyKey, csrf: _, ...values }: Record<string, string>) => ({
  ...{ scope: `${viewer.id} tasks`, key: idempotencyKey || undefined, request: `${url} ${JSON.stringify(values)}` },
})
