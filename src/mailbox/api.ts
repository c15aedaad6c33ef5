/** What came by mail and what became of it, for programs of registrars. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { Working } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agenciesAs } from '../people/sight.ts'
import { describe } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { HEAPS, type MailView, mailsOf, SHOWN } from './list.ts'

const ASKED = z.object({
  heap: z.enum(HEAPS, { error: '应当是 open、aside 或者 all' }).default('open'),
  before: z
    .string()
    .refine((id) => isId(id), { error: '应当是前一页给出的 next' })
    .optional(),
})

/**
 * `/mailbox`: the mails of the agencies that a registrar takes in for, without their text and attachments.
 * @throws Refusal NOT_YOURS, INVALID
 */
export async function mailboxApi(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.get(
    '/mailbox',
    {
      schema: describe({
        summary: 'What came by mail, the latest first: who sent it, when the mail server had it, and what became of it',
        tag: 'staff',
        query: {
          heap: 'open: what waits to be sorted or for a registrar (unless told); aside: what is no application; all',
          before: 'the mails behind this one: `next` of the page before',
        },
        answers:
          '{"mails":[{"id","agency","from","name","subject","sentAt","arrivedAt","size","state","why","tries","fault","case":{"id","receipt","number","title"}|null}],"next"}',
        secured: true,
      }),
    },
    async ({ viewer, query }) => {
      if (!hasRole(viewer, 'registrar')) throw new Refusal('NOT_YOURS')
      const { heap, before } = given(ASKED, query)
      const found = await mailsOf(house, agenciesAs(viewer, ['registrar']), heap, { before })
      const mails = found.slice(0, SHOWN)
      return { mails: mails.map(mailJson), next: found.length > SHOWN ? mails.at(-1)!.id : null }
    },
  )
}

/** What nobody could read, or was forgotten, has no sender. */
const mailJson = ({ said, isHere: _, ...mail }: MailView) => ({
  ...mail,
  ...{ from: said?.from ?? null, name: said?.name ?? null, subject: said?.subject ?? null },
  sentAt: said?.sentAt ?? null,
})
