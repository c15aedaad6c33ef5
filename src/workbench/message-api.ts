/** `/api/v1/messages`: the words of mails and text messages that an agency sends, for programs that read them; written on the pages alone. */
import type { FastifyInstance } from 'fastify'
import { notFound } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { shippedMessages } from '../letters/templates/messages.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { messagesOf, titleOf } from './message-show.ts'
import { frameFor } from './show.ts'

const QUERY = { agency: 'its id; left out: your own' }

/** @throws Refusal NOT_YOURS for whoever reads no cases, NOT_FOUND for another agency or an unknown message */
export async function messageApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db' | 'messagesFor'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const about = (summary: string) => ({ summary, tag: 'staff', query: QUERY, secured: true })

  app.get(
    '/messages',
    {
      schema: describe({
        ...about('The mails and text messages of an agency: which version holds today, and how many are on the way'),
        answers: '{"messages":[{"id","folder","title","statutory","version","own","pending"}]}',
      }),
    },
    async (request) => {
      const rows = await messagesOf(house, await frameFor(house, request))
      return {
        messages: rows.map(({ isOwn, pending, ...row }) => ({ ...row, own: isOwn, pending: pending.length })),
      }
    },
  )

  app.get<{ Params: { id: string } }>(
    '/messages/:id',
    {
      schema: describe({
        ...about('The words of one that hold today'),
        answers: '{"id","title","version","subject","body"}',
      }),
    },
    async (request) => {
      const { scope, today } = await frameFor(house, request)
      const { id } = request.params
      const message = shippedMessages.has(id) && house.messagesFor(scope.agency.id, today).get(id)
      if (!message) throw notFound()
      const { version, subject, body } = message
      return { id, title: titleOf({ id }), version, subject: subject ?? null, body }
    },
  )
}
