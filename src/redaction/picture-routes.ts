/** Pages as pictures, drawn when they are asked for and for whoever sees the case: before, and as they were made. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { within } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { decimal } from '../web/decimal.ts'
import type { Worked } from './redactions.ts'
import { type Original, pictureOf } from './source.ts'

type Page = { Params: { id: string; file: string; n: string } }
type Seen = { row: CaseRow; original: Original; worked: Worked }

/** @param theirs the file, if this person sees its case */
export function pictureRoutes(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'blobs'>,
  theirs: (viewer: FastifyRequest['viewer'], id: string, file: string) => Promise<Seen>,
): void {
  app.get<Page>(
    '/cases/:id/redaction/:file/pages/:n',
    { config: { heavy: 'letter' } },
    async ({ viewer, params }, reply) => {
      const { original, worked } = await theirs(viewer, params.id, params.file)
      const picture = await pictureOf(house, original, pageIn(params.n, worked))
      return reply.type('image/jpeg').send(picture)
    },
  )

  app.get<Page>(
    '/cases/:id/redaction/:file/after/:n',
    { config: { heavy: 'letter' } },
    async ({ viewer, params }, reply) => {
      const { row, worked } = await theirs(viewer, params.id, params.file)
      const { result } = worked.redaction
      if (!result) throw notFound()
      const [made] = await within(
        house.sql,
        [row.agencyId],
        (tx) => tx<Original[]>`
      select id, name, sha256, type, size from files where agency_id = ${row.agencyId} and case_id = ${row.id} and id = ${result}`,
      )
      if (!made) throw notFound()
      const picture = await pictureOf(house, made, pageIn(params.n, worked))
      return reply.type('image/jpeg').send(picture)
    },
  )
}

function pageIn(n: string, { redaction }: Worked): number {
  const page = decimal(n)
  if (!page || page > redaction.pages.length) throw notFound()
  return page
}
