/** 协同办理 for programs: what waits, one case, and each act of the pages. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import { asTold } from '../files/heeded.ts'
import { scanned } from '../files/scans.ts'
import { holding, jsonPart, readUploadForm } from '../files/upload-form.ts'
import { keepContent } from '../files/uploads.ts'
import type { House, Working } from '../house.ts'
import { theCase } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { CASE_ACT_NAMES, CASE_ACTS, HELP_ACT_NAMES, HELP_ACTS, KINDS, OPINION } from './acts.ts'
import { step } from './assistance.ts'
import { atIn } from './at.ts'
import { opine } from './conferences.ts'
import { conferenceAt, cooperationOf, helpAt } from './read.ts'
import { handedBack, helpAsked, helpAwaited, helpEnded, invitations, mentions, moved } from './waiting.ts'

type Case = { Params: { id: string; position?: string; n?: string } }
type One = { Params: { id: string; position: string } }
type Conf = { Params: { id: string; n: string } }
type Needs = Working & Pick<House, 'db'>

const HELP_SAYS =
  '{"id","number","request":{"title","description"},"assistance":{"position","unit","says","dueOn","askedUntil","ended","isOverdue","files","steps":[{"kind","says","until","files","by","at"}]},"mayAnswer"}'

/** `/cooperation`, `/cases/:id/cooperation` and the acts. @throws Refusal NOT_FOUND, NOT_YOURS, INVALID, CSRF, FACT_REFUSED, KEY_REUSED */
export async function cooperationApi(app: FastifyInstance, { house }: { house: Needs }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get(
    '/cooperation',
    {
      schema: describe({
        ...about(
          'What of working together waits for this person: help asked of their units, cases handed back, conferences, mentions',
        ),
        ...{
          answers: '{"help":[…],"asked":[…],"ended":[…],"handedBack":[…],"invitations":[…],"mentions":[…],"moved":[…]}',
        },
      }),
    },
    async ({ viewer }) => {
      const { sql, time } = house
      const [help, asked, ended, back, invited, mentioned, trace] = await Promise.all([
        ...([
          helpAwaited(sql, viewer),
          helpAsked(sql, viewer),
          helpEnded(sql, viewer),
          handedBack(sql, viewer),
        ] as const),
        ...([invitations(sql, viewer), mentions(sql, viewer), moved(sql, viewer, time.today())] as const),
      ])
      return { help, asked, ended, handedBack: back, invitations: invited, mentions: mentioned, moved: trace }
    },
  )

  app.get<Case>(
    '/cases/:id/cooperation',
    {
      schema: describe({
        ...about('Assistances, conferences, internal remarks and moves of a case, and what this person may do'),
        ...{ answers: '{"assistances","conferences","moves","remarks","suggested","may","choices"}' },
      }),
    },
    async ({ viewer, params }) => cooperationOf(house, await theCase(house, viewer, params.id), viewer),
  )

  for (const name of CASE_ACT_NAMES) {
    const { summary, body, answers } = CASE_ACTS[name]
    app.post<Case>(
      `/cases/:id/${name}`,
      { schema: describe({ ...about(summary), body, headers: KEY, status: 201, answers }) },
      async (request, reply) => {
        const { viewer, params } = request
        const row = await theCase(house, viewer, params.id)
        const run = CASE_ACTS[name].read(viewer, row, () => request.body)
        checkCsrf(request, request.headers['x-csrf-token'])
        return answer(request, reply, (tx) => run(tx, house, atIn(params)))
      },
    )
  }

  app.get<One>(
    '/assistances/:id/:position',
    { schema: describe({ ...about('What a unit was asked about a case that it need not see'), answers: HELP_SAYS }) },
    async ({ viewer, params }) => {
      const {
        row: _row,
        one: _one,
        isAnswered: _answered,
        ...shown
      } = await helpAt(house, viewer, params.id, params.position)
      return shown
    },
  )

  for (const name of HELP_ACT_NAMES) {
    const { summary, body } = HELP_ACTS[name]
    const part = name === 'answer' ? { part: 'fact' } : {}
    app.post<One>(
      `/assistances/:id/:position/${name}`,
      { schema: describe({ ...about(summary), body, ...part, headers: KEY, status: 201, answers: '{"files"}' }) },
      async (request, reply) => {
        const { viewer, params } = request
        await helpAt(house, viewer, params.id, params.position) // before any file is taken in
        const at = house.time.now()
        return holding(house, async (house, shelf) => {
          const form = await readUploadForm(request, shelf, at, undefined, undefined, 'staff')
          const { row, one } = await helpAt(house, viewer, params.id, params.position)
          checkCsrf(request, request.headers['x-csrf-token'] ?? form.fields.csrf)
          const said = given(body, jsonPart(request.isMultipart(), form.fields, 'fact', request.body))
          const files = name === 'answer' ? form.files : []
          await scanned(house, files)
          return answer(
            request,
            reply,
            async (tx) => {
              await step(tx, house, row, one.position, { kind: KINDS[name], ...said, files }, viewer)
              await keepContent(house.blobs, files)
              return { files: files.map(asTold), ...(form.refused.length > 0 && { refused: form.refused }) }
            },
            { said, files: files.map(({ sha256 }) => sha256) },
          )
        })
      },
    )
  }

  app.get<Conf>(
    '/conferences/:id/:n',
    {
      schema: describe({
        ...about('A conference, for whoever was invited'),
        answers:
          '{"id","number","request","conference":{"n","agenda","seats":[{"n","called","says","mayGive"}],"concluded"}}',
      }),
    },
    async ({ viewer, params }) => {
      const { row: _row, ...shown } = await conferenceAt(house, viewer, params.id, params.n)
      return shown
    },
  )

  app.post<Conf>(
    '/conferences/:id/:n/opinions',
    {
      schema: describe({
        ...about('Give or mend an opinion until the conference is concluded'),
        body: OPINION,
        headers: KEY,
        status: 201,
        answers: '{}',
      }),
    },
    async (request, reply) => {
      const { viewer, params } = request
      const { row, conference } = await conferenceAt(house, viewer, params.id, params.n)
      checkCsrf(request, request.headers['x-csrf-token'])
      const said = given(OPINION, request.body)
      return answer(request, reply, async (tx) => {
        await opine(tx, house, row, conference.n, said, viewer)
        return {}
      })
    },
  )

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (tx: Tx) => Promise<object>,
    asked: unknown = request.body, // of a form with files what was read of it
  ) {
    const keyed = {
      scope: `${request.viewer.id} cooperation`,
      key: request.headers['idempotency-key'] as string | undefined,
      request: `${request.url} ${JSON.stringify(asked)}`,
    }
    const { status, body } = await once(house, keyed, 201, act)
    return reply.code(status).send(body)
  }
}
