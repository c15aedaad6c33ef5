/** Settings of an agency for programs: the open points of law (what holds, what would move, proposing, deciding), and how numbers are written. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { decimal } from '../web/decimal.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { day, given, text } from '../web/given.ts'
import { once } from '../web/once.ts'
import {
  choiceGiven,
  choiceNamed,
  decide,
  mayPropose,
  moveCases,
  propose,
  requireNotPast,
  requireTaken,
  whatChoiceMoves,
} from './choose.ts'
import { frameFor, settingsReaders } from './frame.ts'
import { NUMBERED, numberFormatsOf, setNumberFormat } from './number-formats.ts'
import { allChoices, oneChoice } from './show-choices.ts'

const REASON = 500
const value = z.union([z.string(), z.boolean(), z.number()], { error: '请选择' })
const ASKED = z.object({ value, from: day })
const PROPOSED = z.object({ value, from: day, why: text(REASON) })
const DECIDED = z.object({ why: text(REASON) })

const AGENCY = { agency: 'code of the agency; without it the own one' }

type Params = { Params: { name: string; n: string } }

/**
 * `/choices` and `/number-formats` for administrators, and for those who decide on what they propose.
 * @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, INVALID, CSRF, KEY_REUSED
 */
export async function choicesApi(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'reloadLaw'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', settingsReaders)
  const about = (summary: string) => ({ summary, tag: 'staff', query: AGENCY, secured: true })
  const keyOf = ({ headers }: FastifyRequest) => headers['idempotency-key'] as string | undefined

  app.get(
    '/choices',
    { schema: describe(about('Every open point of law, what the agency has chosen, and since when')) },
    async (request) => ({
      choices: await allChoices(house, await frameFor(house, request)),
    }),
  )

  app.get(
    '/number-formats',
    { schema: describe(about('How 登记编号 and 文号 are written, the next number, and every change')) },
    async (request) => ({ formats: await numberFormatsOf(house, (await frameFor(house, request)).agency.id) }),
  )

  app.post(
    '/number-formats',
    {
      schema: describe({
        ...about('Write numbers of a kind in another format, from a day'),
        body: NUMBERED,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer } = request
      if (!mayPropose(viewer)) throw new Refusal('NOT_YOURS')
      const { agency } = await frameFor(house, request)
      const asked = given(NUMBERED, request.body)
      const keyed = { scope: `${viewer.id} numbers ${agency.id}`, key: keyOf(request), request: JSON.stringify(asked) }
      const { status } = await once(house, keyed, 201, async (tx) => {
        await setNumberFormat(tx, house, agency.id, asked, viewer)
        return {}
      })
      return reply.code(status).send({ formats: await numberFormatsOf(house, agency.id) })
    },
  )

  app.get<Params>(
    '/choices/:name',
    { schema: describe(about('One point with its history and what waits for approval')) },
    async (request) => oneChoice(house, await frameFor(house, request), choiceNamed(request.params.name)),
  )

  app.post<Params>(
    '/choices/:name/moves',
    {
      schema: describe({
        ...about('The open cases whose date a choice would move; changes nothing'),
        body: ASKED,
        answers: '{"moved":[…]}',
      }),
    },
    async (request) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { agency } = await frameFor(house, request)
      const choice = choiceNamed(request.params.name)
      const asked = given(ASKED, request.body)
      requireNotPast(house, asked.from)
      const value = choiceGiven(choice, asked.value)
      await requireTaken(house.sql, agency.id, choice, value)
      return { moved: await whatChoiceMoves(house, agency.id, { choice, ...asked, value }) }
    },
  )

  app.post<Params>(
    '/choices/:name/proposals',
    {
      schema: describe({
        ...about('Propose a choice, in force from a day'),
        body: PROPOSED,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer } = request
      if (!mayPropose(viewer)) throw new Refusal('NOT_YOURS')
      const frame = await frameFor(house, request)
      const choice = choiceNamed(request.params.name)
      const proposed = given(PROPOSED, request.body)
      const asked = { choice, ...proposed, value: choiceGiven(choice, proposed.value) }
      const keyed = {
        scope: `${viewer.id} choices ${frame.agency.id}`,
        key: keyOf(request),
        request: JSON.stringify(asked),
      }
      const { status, body } = await once(house, keyed, 201, async (tx) => ({
        proposal: await propose(tx, house, frame.agency.id, asked, viewer),
      }))
      return reply.code(status).send({ ...body, choice: await oneChoice(house, frame, choice) })
    },
  )

  for (const [noun, approved] of [
    ['approval', true],
    ['refusal', false],
  ] as const)
    app.post<Params>(
      `/choices/:name/proposals/:n/${noun}`,
      { schema: describe({ ...about(`Decide on a proposal: ${noun}`), body: DECIDED, headers: KEY, status: 201 }) },
      async (request, reply) => {
        checkCsrf(request, request.headers['x-csrf-token'])
        const { viewer, params } = request
        const choice = choiceNamed(params.name)
        const n = decimal(params.n)
        if (n === undefined) throw notFound()
        const frame = await frameFor(house, request)
        const { why } = given(DECIDED, request.body)
        const keyed = {
          scope: `${viewer.id} choices ${frame.agency.id}`,
          key: keyOf(request),
          request: `${noun} ${n} ${why}`,
        }
        const answer = await once(house, keyed, 201, (tx) =>
          decide(tx, house, { agencyId: frame.agency.id, choice, position: n }, { approved, why }, viewer),
        )
        const moved = approved ? await moveCases(house, answer.body) : []
        return reply.code(answer.status).send({ choice: await oneChoice(house, frame, choice), moved })
      },
    )
}
