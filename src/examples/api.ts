/** `/api/v1/examples`: the case library for programs that read it: what the product ships, and what one's agencies wrote and may show. */
import type { FastifyInstance } from 'fastify'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { notFound } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { READERS } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { EXAMPLE_DECIDERS, type Own, ownExamples, type Shipped, shippedLike, theExample } from './examples.ts'

const SAYS = '"id","version","state","outcome","title","facts","comment","lesson","article"'

const seenBy = (viewer: Viewer) => ({ decides: agenciesAs(viewer, EXAMPLE_DECIDERS), by: `staff:${viewer.username}` })
const told = ({ id, n, state, outcome, title, facts, comment, lesson, article }: Own) => ({
  ...{ id, version: n, state, outcome, title, facts, comment, lesson, article },
})

/** @param shipped the examples of the product @throws Refusal NOT_YOURS for whoever reads no cases, NOT_FOUND */
export async function exampleApi(
  app: FastifyInstance,
  { house, shipped }: { house: Pick<House, 'config' | 'sql' | 'time'>; shipped: () => readonly Shipped[] },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get(
    '/examples',
    {
      schema: describe({
        ...about('Example cases by outcome and words: those of your agencies, and those that the product ships'),
        query: { outcome: 'as in a draft', q: 'words, each of which stands in the example' },
        answers: `{"examples":[{${SAYS}}],"shipped":[{"id","group","outcome","title","comment","lesson","article","source"}]}`,
      }),
    },
    async ({ viewer, query }) => {
      const { outcome: asked, q } = formOf(query)
      const outcome = asked && Object.hasOwn(OUTCOMES, asked) ? (asked as Outcome) : undefined
      const looked = { outcome, q: q?.slice(0, 200) }
      const own = await ownExamples(house.sql, agenciesAs(viewer, READERS), looked, seenBy(viewer))
      return { examples: own.map(told), shipped: shippedLike(shipped(), looked) }
    },
  )

  app.get<{ Params: { id: string } }>(
    '/examples/:id',
    { schema: describe({ ...about('One example of your agencies'), answers: `{${SAYS}}` }) },
    async ({ viewer, params }) => {
      if (!isId(params.id)) throw notFound()
      return told(await theExample(house.sql, params.id, agenciesAs(viewer, READERS), seenBy(viewer)))
    },
  )
}
