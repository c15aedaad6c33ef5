/** Hints while somebody writes: read, answered, kept nowhere. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describe } from '../web/describe-api.ts'
import { given, text } from '../web/given.ts'
import { LANGUAGES } from '../web/visit.ts'
import { say } from '../web/words/say.ts'
import { sentence } from '../web/words/sentences.ts'
import { hintsFor } from './hints.ts'

const ASKED = z.object({
  title: text(200, 0).optional(),
  description: text(50_000, 0).optional(),
  /** zh-CN or en; any other is answered in Chinese. */
  language: text(20, 0).optional(),
})
/** One writer asks when they pause; several write behind one address. */
const OFTEN = { rateLimit: { max: 120, timeWindow: '1 minute' } }

/**
 * `POST /hints`, 120 a minute for one address.
 * @throws Refusal INVALID for words that are too long
 */
export function hintRoutes(app: FastifyInstance): void {
  app.post(
    '/hints',
    {
      config: OFTEN,
      schema: describe({
        summary: 'Hints on a request that is being written; nothing is kept',
        tag: 'public',
        body: ASKED,
      }),
    },
    async (request) => {
      const { title = '', description = '', language } = given(ASKED, request.body)
      const words = LANGUAGES.find(({ lang }) => lang === language) ?? LANGUAGES[0]!
      const hints = title || description ? hintsFor({ title, description }) : []
      return {
        hints: hints.map((hint) => ({ hint, text: say(words, sentence(`hint.${hint}`)) })),
        still: words.hints.still,
      }
    },
  )
}
