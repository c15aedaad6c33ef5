/** Checks a source while it is written: every fault with its line, and the sample as it would read. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { shipped } from '../letters/templates/shipped.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { checkSource, LONGEST } from './check.ts'
import { findingsOf } from './lawful.ts'
import { inWords, sampleLines } from './show.ts'
import { mayEdit } from './standing.ts'

const ASKED = z.object({
  template: z.string({ error: '请指明模板' }).max(100),
  source: z.string({ error: '请填写' }).max(4 * LONGEST.characters, { error: '过长' }),
  csrf: z.string().optional(),
})

/**
 * `POST /templates/check` while a template is being written; stores nothing.
 * @throws Refusal NOT_YOURS for all but legal staff, NOT_FOUND for an unknown template, INVALID, CSRF
 */
export async function templateApi(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'lawFor' | 'fonts' | 'time'> },
): Promise<void> {
  app.post(
    '/templates/check',
    {
      preHandler: signedIn(house),
      schema: describe({
        summary: 'Check the source of a template; keeps nothing',
        tag: 'staff',
        body: ASKED,
        answers: '{"faults":[{"line","message"}],"findings":[{"rule","severity","text"}],"sample":[{"text","part"}]}',
        secured: true,
      }),
    },
    async (request) => {
      if (!mayEdit(request.viewer)) throw new Refusal('NOT_YOURS')
      const { template, source, csrf } = given(ASKED, request.body)
      checkCsrf(request, request.headers['x-csrf-token'] ?? csrf)
      const ground = shipped.get(template)
      if (!ground) throw notFound()
      const checked = checkSource(template, source, ground.version + 1, house.fonts)
      const { faults, sample } = checked
      const findings = checked.template
        ? findingsOf(house, request.viewer.agency.id, checked.template, house.time.today())
        : []
      return { faults, findings: findings.map(inWords), sample: sample ? sampleLines(sample) : [] }
    },
  )
}
