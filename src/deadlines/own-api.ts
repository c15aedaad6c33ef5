/** `/api/v1/reminders`: how one is reminded oneself, for programs of one's own; the same rights and the same record as the page. SQL: one short question. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import type { Viewer } from '../people/sessions.ts'
import { describe } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { changeSettings } from './own-page.ts'
import { settingsOf, waysOffered } from './own-settings.ts'

const hour = z.int({ error: '请填写0至23' }).min(0, { error: '请填写0至23' }).max(23, { error: '请填写0至23' })
/** What is left out stays as it is. */
const CHANGED = z.object({
  way: z.enum(['mail', 'sms', 'webhook'], { error: '请选择方式' }).optional(),
  mobile: z.string({ error: '不是有效的手机号' }).max(20, { error: '不是有效的手机号' }).optional(),
  code: z.string({ error: '请填写短信中的六位验证码' }).max(20, { error: '请填写短信中的六位验证码' }).optional(),
  hook: z.string({ error: '请填写机器人的地址' }).max(500, { error: '过长' }).optional(),
  ...{ hour: hour.optional(), quietFrom: hour.optional(), quietTo: hour.optional() },
})
const ANSWERS = '{"way","ways","hour","quietFrom","quietTo","mobile":{"ends","proven"}|null,"robot"}'

/** Of the number its end and of the robot its host, as the record of changes has them. @throws Refusal CSRF, INVALID, TOO_MANY */
export async function ownReminderApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'sms'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  const about = (summary: string) => ({ summary, tag: 'staff', answers: ANSWERS, secured: true })

  app.get(
    '/reminders',
    { schema: describe(about('How you are reminded: the way, the ways offered, hours of Asia/Shanghai')) },
    async ({ viewer }) => told(viewer),
  )

  app.put(
    '/reminders',
    {
      // Told twice it stands as told once, and a number is sent one code.
      config: { repeats: true },
      schema: describe({
        ...about('Change it; what is left out stays. A new mobile number is sent a code, told here as `code`'),
        body: CHANGED,
      }),
    },
    async (request) => {
      const { viewer, body } = request
      checkCsrf(request, request.headers['x-csrf-token'])
      const asked = given(CHANGED, body)
      const kept = await settingsOf(house, viewer.id)
      const { way = kept.way, mobile = '', code = '', hook = '' } = asked
      const { hour = kept.hour, quietFrom = kept.quietFrom, quietTo = kept.quietTo } = asked
      const values = { way, mobile, code, hook, hour: `${hour}`, quietFrom: `${quietFrom}`, quietTo: `${quietTo}` }
      await changeSettings(house, { id: viewer.id, agencyId: await homeOf(viewer) }, values)
      return told(viewer)
    },
  )

  /** The agency that somebody belongs to, whichever seat they look from. */
  async function homeOf({ id }: Viewer): Promise<string> {
    const [row] = await house.sql<[{ agencyId: string }]>`select agency_id from people where id = ${id}`
    return row.agencyId
  }

  async function told(viewer: Viewer) {
    const { way, hour, quietFrom, quietTo, mobile, proven, hook } = await settingsOf(house, viewer.id)
    const ways = await waysOffered(house, await homeOf(viewer))
    const ends = mobile ? { ends: mobile.slice(-4), proven } : null
    return { way, ways, hour, quietFrom, quietTo, mobile: ends, robot: hook ? new URL(hook).hostname : null }
  }
}
