/** 转主动公开 as a list, for everybody who reads cases: `/releases/proposals`, and the same for programs. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { PROPOSAL_GROUPS } from '../released/proposals.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { ProposalsPage } from './pages/proposals.tsx'
import { proposalsAsked, showProposals } from './proposals.ts'

/** The page `/releases/proposals`. @throws Refusal NOT_YOURS for who reads no cases */
export async function proposalPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'law' | 'lawFor' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.get('/releases/proposals', async ({ viewer, query }, reply) => {
    const view = await showProposals(house, viewer, proposalsAsked(formOf(query)))
    return sendPage(reply, ProposalsPage({ viewer, csrf: viewer.csrf, view }))
  })
}

/** `GET /releases/proposals` of the API. @throws Refusal NOT_SIGNED_IN, NOT_YOURS */
export async function proposalApi(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'law' | 'lawFor' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.get(
    '/releases/proposals',
    {
      schema: describe({
        summary:
          'Publication of what was given to one (转主动公开): what was proposed, where it stands, and what was converted this year',
        tag: 'staff',
        query: {
          agency: 'code of an agency',
          group: Object.keys(PROPOSAL_GROUPS).join(', '),
          cursor: '`next` of the page before',
        },
        answers:
          '{"proposals":[{"case","number","title","agency","state","proposedOn","dueOn","left","readings":[{"step","by","on"}],"item","releasedOn","withdrawnOn"}],"counts":{"open","released","refused","withdrawn"},"converted":{"year","published","withdrawn","restored","months"},"next"}',
        secured: true,
      }),
    },
    async ({ viewer, query }) => {
      const { proposals, counts, converted, next } = await showProposals(house, viewer, proposalsAsked(formOf(query)))
      return { proposals, counts, converted, next }
    },
  )
}
