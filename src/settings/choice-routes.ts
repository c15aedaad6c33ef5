/** The pages of one open point of law: what each alternative means, what a change would move, proposing it, deciding on it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import type { Moved } from '../law/recount.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { day, given, text } from '../web/given.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
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
import { ChoicePage } from './pages/choice.tsx'
import { at } from './pages/links.ts'
import { oneChoice } from './show-choices.ts'

const REASON = 500
const ASKED = z.object({ value: z.string({ error: '请选择' }), from: day, why: text(REASON) })
const DECIDED = z.object({ why: text(REASON) })

const NOTHING: FormState = { values: {}, errors: [] }

type Params = { Params: { name: string; n: string } }

/**
 * `/settings/choices/NAME` for administrators and for those who decide. What cannot be recorded comes back with its status.
 * @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export async function choicePages(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'reloadLaw'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', settingsReaders)

  app.get<Params>('/settings/choices/:name', async (request, reply) => show(reply, request, { form: NOTHING }))

  app.post<Params>('/settings/choices/:name/preview', async (request, reply) =>
    acting(request, reply, async (values) => {
      const choice = choiceNamed(request.params.name)
      const asked = given(ASKED, values)
      requireNotPast(house, asked.from)
      const value = choiceGiven(choice, asked.value)
      const { agency } = await frameFor(house, request)
      await requireTaken(house.sql, agency.id, choice, value)
      const moves = await whatChoiceMoves(house, agency.id, { choice, value, from: asked.from })
      return show(reply, request, { form: { values, errors: [] }, preview: { ...asked, value, moves } })
    }),
  )

  app.post<Params>('/settings/choices/:name/proposals', async (request, reply) =>
    acting(request, reply, async (values) => {
      if (!mayPropose(request.viewer)) throw new Refusal('NOT_YOURS')
      const { agency } = await frameFor(house, request)
      const choice = choiceNamed(request.params.name)
      const asked = given(ASKED, values)
      const proposed = { choice, ...asked, value: choiceGiven(choice, asked.value) }
      await house.sql.begin((tx) => propose(tx, house, agency.id, proposed, request.viewer))
      return reply.redirect(at(`/settings/choices/${choice}`, agency.id), 303)
    }),
  )

  for (const [noun, approved] of [
    ['approval', true],
    ['refusal', false],
  ] as const)
    app.post<Params>(`/settings/choices/:name/proposals/:n/${noun}`, async (request, reply) =>
      acting(
        request,
        reply,
        async (values) => {
          const choice = choiceNamed(request.params.name)
          const position = decimal(request.params.n)
          if (position === undefined) throw notFound()
          const { agency } = await frameFor(house, request)
          const { why } = given(DECIDED, values)
          if (approved && values.confirm !== 'yes')
            throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
          const key = { agencyId: agency.id, choice, position }
          const change = await house.sql.begin((tx) => decide(tx, house, key, { approved, why }, request.viewer))
          const moved = approved ? await moveCases(house, change) : []
          return show(reply, request, { form: NOTHING, decided: { approved, moved: moved.length } })
        },
        noun,
      ),
    )

  /** What is refused comes back on the page, with what was typed. */
  async function acting(
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    act: (values: Record<string, string>) => Promise<FastifyReply>,
    about: 'proposal' | 'approval' | 'refusal' = 'proposal',
  ) {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      return await act(values)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(reply, request, { form, about }, status)
    }
  }

  type Shown = {
    form: FormState
    about?: 'proposal' | 'approval' | 'refusal'
    preview?: Parameters<typeof ChoicePage>[0]['preview'] & { moves: readonly Moved[] }
    decided?: { approved: boolean; moved: number }
  }
  async function show(reply: FastifyReply, request: FastifyRequest<Params>, shown: Shown, status = 200) {
    const frame = await frameFor(house, request)
    const choice = await oneChoice(house, frame, choiceNamed(request.params.name))
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(ChoicePage({ ...frame, choice, mayPropose: mayPropose(frame.viewer), ...shown })))
  }
}
