/** `/cases/:id/registration-sheet`: the registration sheet (登记表) of one application, to print; as DOCX and XLSX below `/api/v1`. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readAs } from '../../db/client.ts'
import { notFound } from '../../ground/errors.ts'
import type { House, Serving } from '../../house.ts'
import { theCase } from '../../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../../people/guard.ts'
import { writes } from '../../people/sight.ts'
import { describe } from '../../web/describe-api.ts'
import { sendPage } from '../../web/send-page.ts'
import { SheetPage } from '../pages/sheet.tsx'
import { registerRow } from './rows.ts'
import { SHEET, type Sheet, sheetDocx, sheetOf, sheetXlsx } from './sheet.ts'

type One = { Params: { id: string } }
const OOXML = 'application/vnd.openxmlformats-officedocument'
const FILES = {
  docx: { type: `${OOXML}.wordprocessingml.document`, make: sheetDocx },
  xlsx: { type: `${OOXML}.spreadsheetml.sheet`, make: sheetXlsx },
} as const

/** Whoever adds to the case has it as it was written, whoever only reads it masked. @throws Refusal NOT_FOUND */
async function sheetFor(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  { viewer, params }: FastifyRequest<One>,
): Promise<{ sheet: Sheet; number: string }> {
  const found = await theCase(house, viewer, params.id)
  const row = await readAs(house, [found.agencyId], ({ sql }) => registerRow(sql, house, house.time.today(), found))
  if (!row) throw notFound()
  return { sheet: sheetOf(row, writes(viewer, found)), number: found.number ?? found.receipt }
}

/** The page. @throws Refusal NOT_YOURS, NOT_FOUND */
export async function sheetPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.get<One>('/cases/:id/registration-sheet', { schema: { hide: true } }, async (request, reply) => {
    const { sheet, number } = await sheetFor(house, request)
    const { viewer, params } = request
    return sendPage(reply, SheetPage({ viewer, csrf: viewer.csrf, sheet, number, id: params.id }))
  })
}

/** The files. @throws Refusal NOT_YOURS, NOT_FOUND */
export async function sheetApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  for (const [ending, { type, make }] of Object.entries(FILES))
    app.get<One>(
      `/cases/:id/registration-sheet.${ending}`,
      {
        schema: describe({
          summary: `The registration sheet (登记表) of one application as ${ending.toUpperCase()}; masked for who only reads it`,
          ...{ tag: 'staff', secured: true, answers: type },
        }),
      },
      async (request, reply) => {
        const { sheet, number } = await sheetFor(house, request)
        const name = `${SHEET}-${number}.${ending}`
        return reply
          .type(type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
          .send(Buffer.from(make(sheet)))
      },
    )
}
