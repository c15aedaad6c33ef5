/**
 * `/cases.xlsx` and `/cases.csv`: the register with the filters of the desk, archived cases included unless a list of what is
 * open is asked for. Whoever asks for it unmasked says why, which is on the audit before the first row leaves.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { WAITS } from '../../../workflows/disclosure/next-step.ts'
import { CHANNELS, OUTCOMES, STAGES } from '../../../workflows/disclosure/vocabulary.ts'
import { tell } from '../../audit/write.ts'
import { Refusal } from '../../ground/errors.ts'
import type { House, Serving } from '../../house.ts'
import { indexesMeant } from '../../ledger/found-by.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../../people/guard.ts'
import { hasRole, type Role } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { describe } from '../../web/describe-api.ts'
import { formOf } from '../../web/form-of.ts'
import { choice, commonDay, given, text } from '../../web/given.ts'
import { reason } from '../../web/reason.ts'
import { SORTS } from '../order.ts'
import { type Register, registerCsv, registerXlsx } from './export.ts'
import { UNMASKERS } from './unmaskers.ts'

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({
  stage: optional(choice(STAGES)),
  unit: optional(text(60)),
  handler: optional(text(60)),
  agency: optional(text(60)),
  due: optional(choice({ overdue: 1, today: 1, soon: 1, week: 1 })),
  channel: optional(choice(CHANNELS)),
  on: optional(commonDay),
  from: optional(commonDay),
  to: optional(commonDay),
  outcome: optional(choice(OUTCOMES)),
  q: optional(text(200, 0)),
  sort: optional(z.enum(SORTS)),
  mine: optional(z.literal('yes')),
  open: optional(z.literal('yes')),
  waiting: optional(z.literal('me')),
  waits: optional(choice(WAITS)),
  aside: optional(z.literal('yes')),
})
const REASON = z.object({ reason: reason(200) })

const REGISTER_HELP = {
  stage: Object.keys(STAGES).join(' | '),
  unit: 'The id of a unit',
  handler: 'A username, or an id',
  agency: 'The code of an agency',
  due: 'overdue | today | soon | week (until Sunday)',
  channel: Object.keys(CHANNELS).join(' | '),
  on: 'Due on this day',
  from: 'Submitted on this day or later',
  to: 'Submitted on this day or before',
  outcome: 'An outcome',
  q: 'Words of number, name, title and text',
  sort: `${SORTS.join(' | ')}; within each agency`,
  open: '`yes`: only what is not archived',
  waiting: '`me`: only what this person must act on',
  waits: Object.keys(WAITS).join(' | '),
  aside: '`yes`: what was set aside (无效件) and nothing else; the register has it in no other list',
}

const FILES = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', make: registerXlsx },
  csv: { type: 'text/csv; charset=utf-8', make: registerCsv },
} as const
type Ending = keyof typeof FILES

/** What they see by these roles alone: another role of theirs may reach further, but does not take personal data out. */
const inRoles = ({ seats }: Viewer, roles: readonly Role[]) => ({
  seats: seats.map((seat) => ({
    ...seat,
    roles: seat.roles.filter((role) => (roles as readonly string[]).includes(role)),
  })),
})

/** @throws Refusal NOT_YOURS, INVALID (a filter that there is not; a reason that is none), CSRF */
export async function registerApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'law'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  const send = (request: FastifyRequest, reply: FastifyReply, ending: Ending, isUnmasked: boolean) => {
    const { viewer, query } = request
    const who = isUnmasked ? inRoles(viewer, UNMASKERS) : viewer
    const { mine, open, handler, waiting, aside, ...asked } = given(ASKED, query)
    const today = house.time.today()
    const register: Register = {
      ...{ house, agencyIds: viewer.agencyIds, isUnmasked },
      ask: {
        ...{ who, today, ...asked, handler: mine ? viewer.id : handler, waiting: waiting === 'me' },
        aside: aside && ('only' as const),
        whole: open === undefined,
        found: indexesMeant(house.keys, viewer.agencyIds, asked.q ?? ''),
      },
    }
    const name = `依申请公开台账-${today}${isUnmasked ? '（含个人信息）' : ''}.${ending}`
    return reply
      .type(FILES[ending].type)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(FILES[ending].make(register))
  }

  for (const ending of Object.keys(FILES) as Ending[]) {
    const heavy = { config: { heavy: 'bundle' } } as const
    app.get(
      `/cases.${ending}`,
      {
        ...heavy,
        schema: describe({
          ...{ summary: 'The register (台账), personal data masked; streamed', tag: 'staff', secured: true },
          query: REGISTER_HELP,
          answers: FILES[ending].type,
        }),
      },
      async (request, reply) => send(request, reply, ending, false),
    )

    app.post(
      `/cases.${ending}`,
      {
        ...heavy,
        schema: describe({
          ...{ summary: 'The register with personal data; the reason is put on record', tag: 'staff', secured: true },
          ...{ query: REGISTER_HELP, body: REASON, answers: FILES[ending].type },
        }),
      },
      async (request, reply) => {
        const { viewer } = request
        const form = formOf(request.body)
        checkCsrf(request, request.headers['x-csrf-token'] ?? form.csrf)
        if (!hasRole(viewer, ...UNMASKERS)) throw new Refusal('NOT_YOURS')
        const { reason } = given(REASON, form)
        given(ASKED, request.query)
        await tell(house.sql, house, {
          ...{ by: `staff:${viewer.username}`, what: 'export', succeeded: true, agencyId: viewer.agency.id },
          ...{ detail: { unmasked: true, reason, ending }, address: request.ip, request: request.id },
        })
        return send(request, reply, ending, true)
      },
    )
  }
}
