/** 协同办理 as pages: what waits, one case with its forms, what a unit was asked, a conference for whoever was invited. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readAs, type Tx } from '../db/client.ts'
import { asAttachment } from '../files/hand-out.ts'
import { readPageForm, shownAgain } from '../files/page-form.ts'
import { claimBasket, takeBasket } from '../files/pending.ts'
import { isOpenedKnowingly, openable, scanned } from '../files/scans.ts'
import { holding } from '../files/upload-form.ts'
import { keepContent, noneRefused } from '../files/uploads.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseRow, filesOf } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { namesOf } from '../people/queries.ts'
import { asPdf } from '../web/as-pdf.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import {
  bodyOf,
  CASE_ACT_NAMES,
  CASE_ACTS,
  type CaseActName,
  HELP_ACT_NAMES,
  HELP_ACTS,
  type HelpAct,
  KINDS,
  OPINION,
} from './acts.ts'
import { step } from './assistance.ts'
import { atIn } from './at.ts'
import { opine } from './conferences.ts'
import { minutesPdf } from './minutes.ts'
import { AttendedPage } from './pages/attended.tsx'
import { CooperationPage } from './pages/cooperation.tsx'
import { HelpPage } from './pages/help.tsx'
import { SentPage } from './pages/sent.tsx'
import { WaitingPage } from './pages/waiting.tsx'
import { conferenceAt, cooperationOf, helpAt } from './read.ts'
import { readBy } from './remarks.ts'
import { MOVE_KINDS } from './tables.ts'
import type { Sent } from './transfers.ts'
import {
  endsReadBy,
  handedBack,
  helpAsked,
  helpAwaited,
  helpEnded,
  invitations,
  mentions,
  moved,
  PLACE,
  placeOf,
} from './waiting.ts'

type Case = { Params: { id: string; position?: string; n?: string } }
type One = { Params: { id: string; position: string } }
type Conf = { Params: { id: string; n: string } }
/** Moves on one page, and which of them are asked for. */
const ON_A_PAGE = 20
const WHICH = z.object({
  kind: z.enum(MOVE_KINDS).optional(),
  after: z.string().regex(PLACE).optional(),
})

/** A form that came back. */
export type Back = { act: string; form: FormState }

/** @throws Refusal NOT_FOUND; NOT_YOURS; CSRF; INVALID and FACT_REFUSED come back with their form */
export async function cooperationPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get('/cooperation', async ({ viewer, query }, reply) => {
    const { sql, time } = house
    const which = given(WHICH, query)
    const [help, asked, ended, back, invited, mentioned, found] = await Promise.all([
      ...([helpAwaited(sql, viewer), helpAsked(sql, viewer), helpEnded(sql, viewer), handedBack(sql, viewer)] as const),
      ...([invitations(sql, viewer), mentions(sql, viewer)] as const),
      moved(sql, viewer, time.today(), { ...which, most: ON_A_PAGE + 1 }),
    ])
    const trace = found.slice(0, ON_A_PAGE)
    const next = found.length > ON_A_PAGE ? placeOf(trace.at(-1)!) : undefined
    const by = [help, asked, ended, back, invited, mentioned, trace].flatMap((all) => all.map((one) => one.by))
    const view = {
      ...{ help, asked, ended, back, invited, mentioned, trace, which, next },
      ...{ names: await namesOf(sql, by), today: time.today() },
    }
    return sendPage(reply, WaitingPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get<Case>('/cases/:id/cooperation', async (request, reply) => {
    const { viewer, params } = request
    const row = await theCase(house, viewer, params.id)
    const view = await cooperationOf(house, row, viewer)
    const key = { agencyId: row.agencyId, caseId: row.id }
    await Promise.all([readBy(house, key, viewer.id), endsReadBy(house, key, viewer)])
    return sendPage(reply, CooperationPage({ viewer, csrf: viewer.csrf, view, key_: randomUUID() }))
  })

  app.get<Conf>('/cases/:id/conferences/:n/minutes.pdf', { config: { heavy: 'letter' } }, async (request, reply) => {
    const row = await theCase(house, request.viewer, request.params.id)
    const { n } = atIn(request.params)
    const bytes = await minutesPdf(house, row, n)
    return asPdf(reply, `会商记录-${row.number ?? row.receipt}-${n}.pdf`).send(bytes)
  })

  for (const name of CASE_ACT_NAMES)
    app.post<Case>(`/cases/:id/${name}`, async (request, reply) => {
      const { viewer, params } = request
      const row = await theCase(house, viewer, params.id)
      if (!CASE_ACTS[name].may(viewer, row)) throw new Refusal('NOT_YOURS')
      const { csrf, idempotencyKey, confirm, ...values } = formOf(request.body)
      checkCsrf(request, csrf)
      const about = request.url.split('?')[0]!.split('/').slice(3).join('/')
      return orBack(
        async () => {
          const run = CASE_ACTS[name].read(viewer, row, () => bodyOf(values))
          const done = await put(request, idempotencyKey, values, async (tx) => {
            const done = await run(tx, house, atIn(params))
            return confirm === 'yes' ? done : unwarned(done)
          })
          return name === 'transfer'
            ? showSent(request, reply, row, done as Sent)
            : reply.redirect(after(name, row), 303)
        },
        async (errors, status) => {
          const view = await cooperationOf(house, await theCase(house, viewer, row.id), viewer)
          const back = { act: about, form: { values, errors } }
          return sendPage(reply, CooperationPage({ viewer, csrf: viewer.csrf, view, key_: randomUUID(), back }), status)
        },
      )
    })

  app.get<One>('/assistances/:id/:position', async ({ viewer, params }, reply) =>
    sendPage(
      reply,
      HelpPage({
        viewer,
        csrf: viewer.csrf,
        view: await helpAt(house, viewer, params.id, params.position),
        key_: randomUUID(),
      }),
    ),
  )

  app.get<{ Params: One['Params'] & { file: string } }>(
    '/assistances/:id/:position/files/:file',
    async (request, reply) => {
      const { viewer, params, query } = request
      const { row, assistance } = await helpAt(house, viewer, params.id, params.position)
      const handed = [assistance.files, ...assistance.steps.map(({ files }) => files)]
        .flat()
        .some(({ id }) => id === params.file)
      if (!handed || row.context.erasedOn) throw notFound()
      const file = await readAs(house, [row.agencyId], async ({ sql }) => {
        const file = (await filesOf(sql, { agencyId: row.agencyId, caseId: row.id })).find(
          ({ id }) => id === params.file,
        )
        if (!file) throw notFound()
        await openable(sql, file.sha256, isOpenedKnowingly(query))
        return file
      })
      return asAttachment(reply, file).send(await house.blobs.get(file.sha256))
    },
  )

  for (const name of HELP_ACT_NAMES)
    app.post<One>(`/assistances/:id/:position/${name}`, async (request, reply) => {
      const { viewer, params } = request
      const { mayAnswer, assistance, isAnswered } = await helpAt(house, viewer, params.id, params.position) // before any file is taken in
      if (!mayAnswer && assistance.ended === null && !isAnswered) throw new Refusal('NOT_YOURS')
      const form = await readPageForm(house, request, viewer.id)
      const { csrf, idempotencyKey } = form.fields
      checkCsrf(request, csrf)
      const { values, uploads } = shownAgain(form)
      return holding(house, async (house, shelf) => {
        return orBack(
          async () => {
            const { row, one } = await helpAt(house, viewer, params.id, params.position)
            noneRefused(form.refused)
            const said = given(HELP_ACTS[name as HelpAct].body, bodyOf(values)) as { says: string }
            const { files } = await takeBasket(house, form.basket, form.at, () => name === 'answer', shelf)
            await scanned(house, files)
            await put(request, idempotencyKey, { ...values, files: files.map(({ sha256 }) => sha256) }, async (tx) => {
              await step(tx, house, row, one.position, { kind: KINDS[name], ...said, files }, viewer)
              if (files.length > 0) await claimBasket(tx, form.basket, form.at)
              await keepContent(house.blobs, files)
              return {}
            })
            return reply.redirect(`/assistances/${row.id}/${one.position}`, 303)
          },
          async (errors, status) => {
            const view = await helpAt(house, viewer, params.id, params.position)
            const back = { act: name, form: { values, errors, uploads } }
            return sendPage(reply, HelpPage({ viewer, csrf: viewer.csrf, view, key_: randomUUID(), back }), status)
          },
        )
      })
    })

  app.get<Conf>('/conferences/:id/:n', async ({ viewer, params }, reply) =>
    sendPage(
      reply,
      AttendedPage({
        viewer,
        csrf: viewer.csrf,
        view: await conferenceAt(house, viewer, params.id, params.n),
        key_: randomUUID(),
      }),
    ),
  )

  app.post<Conf>('/conferences/:id/:n/opinions', async (request, reply) => {
    const { viewer, params } = request
    const { row, conference } = await conferenceAt(house, viewer, params.id, params.n)
    const { csrf, idempotencyKey, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    return orBack(
      async () => {
        const said = given(OPINION, bodyOf(values))
        await put(request, idempotencyKey, values, async (tx) => {
          await opine(tx, house, row, conference.n, said, viewer)
          return {}
        })
        return reply.redirect(`/conferences/${row.id}/${conference.n}`, 303)
      },
      async (errors, status) => {
        const view = await conferenceAt(house, viewer, params.id, params.n)
        const back = { act: `opinion-${values.seat}`, form: { values, errors } }
        return sendPage(reply, AttendedPage({ viewer, csrf: viewer.csrf, view, key_: randomUUID(), back }), status)
      },
    )
  })

  const put = async (
    request: FastifyRequest,
    key: string | undefined,
    values: object,
    act: (tx: Tx) => Promise<object>,
  ) => {
    const scope = `${request.viewer.id} cooperation`
    return (
      await once(house, { scope, key: key || undefined, request: `${request.url} ${JSON.stringify(values)}` }, 201, act)
    ).body
  }

  /** The new case on the other side, with its code, which is shown this once. */
  const showSent = (request: FastifyRequest, reply: FastifyReply, row: CaseRow, sent: Sent) =>
    sendPage(
      reply,
      SentPage({ viewer: request.viewer, csrf: request.viewer.csrf, view: { sent, before: row.receipt } }),
      201,
    )
}

/** A page records what a program is warned of only once somebody confirms it. @throws Refusal INVALID: confirm (NOT_CONFIRMED) */
function unwarned(done: { warning?: string }): object {
  if (done.warning)
    throw invalid({
      field: 'confirm',
      code: 'NOT_CONFIRMED',
      message: `${done.warning}仍按这一期限的，请勾选确认。`,
    })
  return done
}

/** What was refused comes back with what was typed. */
async function orBack<T>(
  act: () => Promise<T>,
  back: (errors: FormState['errors'], status: number) => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const { form, status } = cameBack({}, error)
    return back(form.errors, status)
  }
}

/** Whoever hands a case on may see it no more: it leads to the trace of it. */
const after = (name: CaseActName, row: CaseRow): string =>
  name === 'hand-back' || name === 'reassignment' || name === 'transfer-return'
    ? '/cooperation'
    : `/cases/${row.id}/cooperation`
