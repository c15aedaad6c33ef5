/** The band over every page of a practice space, whoever made the page: nobody takes what they see for the real thing. */
import type { FastifyInstance } from 'fastify'

const BAND =
  '<p class="practice" role="note"><b>演练区</b> 这里的一切都是练习，不计入统计，不发出邮件。请不要录入真实的申请。<span lang="en">Practice space: nothing here is real.</span></p>'
const BODY = /<body class="[a-z]+">/

/** Adds it to every page that `app` answers with. */
export function practiceBand(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply, payload) =>
    typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')
      ? payload.replace(BODY, (body) => body + BAND)
      : payload,
  )
}
