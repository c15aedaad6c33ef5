/**
 * A practice space is told from the real house: by a band over every page, whoever made the page, so that nobody takes what they see for
 * the real thing; and by its cookies (`cookies.ts`), for both stand at one host.
 */
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    readonly practice?: true
  }
}

const BAND =
  '<p class="practice" role="note"><b>演练区</b> 这里的一切都是练习，不计入统计；邮件只留在本机，不向外发出。请不要录入真实的申请。<span lang="en">Practice space: nothing here is real.</span></p>'
const BODY = /<body class="[a-z]+">/

/** Marks `app` as one: the band on every page that it answers with, the names of its cookies. */
export function asPractice(app: FastifyInstance): void {
  app.decorate('practice', true)
  app.addHook('onSend', async (_request, reply, payload) =>
    typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')
      ? payload.replace(BODY, (body) => body + BAND)
      : payload,
  )
}
