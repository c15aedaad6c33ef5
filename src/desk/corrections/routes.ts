/** 更正 in place: from a line of the timeline to the form, what follows from it, asking for it, and the head's decision. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Heard } from '../../../workflows/disclosure/context.ts'
import type { FactOf } from '../../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import { mayRecord } from '../../acts/may-record.ts'
import { accept } from '../../cases/accept.ts'
import {
  type AskedCorrection,
  approveCorrection,
  askCorrection,
  askedCorrection,
  askedCorrections,
  digestOf,
  mayApproveCorrection,
  mayAsk,
  readCorrection,
  readsWhole,
  refuseCorrection,
  takeCorrectionAway,
} from '../../cases/asked-corrections.ts'
import { within } from '../../db/client.ts'
import { invalid, Refusal } from '../../ground/errors.ts'
import type { Working } from '../../house.ts'
import { type CaseFile, fileOf, keyOf } from '../../ledger/case-file.ts'
import { type CaseRow, filesOf, heard } from '../../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../../people/guard.ts'
import { namesOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { formOf } from '../../web/form-of.ts'
import { once } from '../../web/once.ts'
import { sendPage } from '../../web/send-page.ts'
import type { FormState } from '../../web/shapes.ts'
import { errorsOf } from '../case-page.ts'
import { CorrectionPage } from '../pages/correction.tsx'
import { NewCorrectionPage, NotCorrectedPage } from '../pages/new-correction.tsx'
import { correctionForm, replacementFrom } from './form.ts'
import { type CorrectionShown, shownCorrection } from './show.ts'

type One = { Params: { id: string } }
type Of = { Params: { id: string; correction: string } }
type Values = Record<string, string>
type Said = ReturnType<typeof readCorrection>

/**
 * `/cases/:id/corrections/…`. What is refused comes back with its form and its status.
 * @throws Refusal NOT_YOURS for who may not add to the case, NOT_FOUND, CSRF
 */
export async function correctionPages(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  const { sql } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  const toAsk = async (viewer: Viewer, id: string) => {
    const row = await theCaseToWrite(house, viewer, id)
    if (!mayAsk(viewer, row)) throw new Refusal('NOT_YOURS')
    return row
  }

  app.get<One>('/cases/:id/corrections/new', async ({ viewer, params, query }, reply) => {
    const row = await toAsk(viewer, params.id)
    return form(reply, viewer, row, formOf(query))
  })

  /** Twice: what follows is shown first, and only what was read is asked for. */
  app.post<One>('/cases/:id/corrections', async (request, reply) => {
    const { viewer, params, body } = request
    const row = await toAsk(viewer, params.id)
    const { csrf, ...values } = formOf(body)
    checkCsrf(request, csrf)
    try {
      const said = await within(sql, [row.agencyId], async (tx) =>
        saidIn(await fileOf(tx, house.keys, row), row, values),
      )
      const digest = digestOf(said, row)
      if (values.read !== digest) return await form(reply, viewer, row, values, { said, digest })
      if (mayRecord(viewer, 'rectified', row) && values.now === 'yes') {
        const fact = {
          type: 'rectified',
          on: house.time.today(),
          ...said,
          approvedBy: viewer.name,
        } as FactOf<'rectified'>
        const actor = { by: `staff:${viewer.username}`, at: house.time.now() }
        const keyed = { scope: `${viewer.id} ${row.id}`, key: values.idempotencyKey || undefined }
        await accept(house, row, fact, [], actor, keyed, viewer, async () => ({ id: row.id }))
        return reply.redirect(`/cases/${row.id}?done=corrected`, 303)
      }
      const keyed = {
        scope: `${viewer.id} ${row.id} corrections`,
        key: values.idempotencyKey || undefined,
        request: digest,
      }
      const { body: id } = await once(house, keyed, 201, (tx) => askCorrection(tx, house, row, said, viewer))
      return reply.redirect(`/cases/${row.id}/corrections/${id}`, 303)
    } catch (error) {
      return form(reply, viewer, row, values, { errors: refusedIn(error), status: (error as Refusal).status })
    }
  })

  app.get<Of>('/cases/:id/corrections/:correction', (request, reply) => show(request, reply))

  app.post<Of>('/cases/:id/corrections/:correction/approval', (request, reply) =>
    decides(request, reply, async ({ digest, idempotencyKey, ...values }, row) => {
      const which = { id: request.params.correction, position: positionIn(values) }
      await approveCorrection(house, row, which, { digest }, request.viewer, idempotencyKey || undefined)
      return reply.redirect(`/cases/${row.id}?done=corrected`, 303)
    }),
  )

  app.post<Of>('/cases/:id/corrections/:correction/return', (request, reply) =>
    decides(request, reply, async ({ opinion, ...values }, row) => {
      const which = { id: request.params.correction, position: positionIn(values) }
      await sql.begin((tx) => refuseCorrection(tx, house, row, which, { opinion }, request.viewer))
      return reply.redirect(`/cases/${row.id}`, 303)
    }),
  )

  app.post<Of>('/cases/:id/corrections/:correction/withdrawal', (request, reply) =>
    decides(request, reply, async (_, row) => {
      await sql.begin((tx) => takeCorrectionAway(tx, house, row, request.params.correction, request.viewer))
      return reply.redirect(`/cases/${row.id}`, 303)
    }),
  )

  /** What is refused comes back on the page of the request, while there is one. */
  async function decides(
    request: FastifyRequest<Of>,
    reply: FastifyReply,
    act: (values: Values, row: CaseRow) => Promise<FastifyReply>,
  ) {
    const { viewer, params, body } = request
    const row = await theCaseToWrite(house, viewer, params.id)
    const { csrf, ...values } = formOf(body)
    checkCsrf(request, csrf)
    try {
      return await act(values, row)
    } catch (error) {
      const errors = refusedIn(error)
      const asked = await within(sql, [row.agencyId], (tx) => askedCorrections(tx, house.keys, row))
      if (!asked.some(({ id }) => id === params.correction)) throw error
      return show(request, reply, { values, errors }, (error as Refusal).status)
    }
  }

  async function form(
    reply: FastifyReply,
    viewer: Viewer,
    row: CaseRow,
    values: Values,
    {
      said,
      digest,
      errors = [],
      status = 200,
    }: { said?: Said; digest?: string; errors?: FormState['errors']; status?: number } = {},
  ) {
    const by = `staff:${viewer.username}`
    const position = positionIn(values)
    const of = { id: row.id, number: row.number ?? row.receipt, title: row.title }
    const { asked, shown, files, waits } = await within(sql, [row.agencyId], async (tx) => {
      const file = await fileOf(tx, house.keys, row)
      const asked = formOrRefusal(file.facts, position, row)
      const shown = said && (await shownCorrection(tx, house, file, said, { by, isWhole: true }))
      const waits = (await askedCorrections(tx, house.keys, row)).find(
        (one) => one.position === position && one.opinion === null,
      )
      return { asked, shown, files: await filesOf(tx, keyOf(row)), waits: waits?.id }
    })
    if (asked instanceof Refusal) {
      const why = errorsOf(asked).map(({ message }) => message)
      return sendPage(reply, NotCorrectedPage({ viewer, csrf: viewer.csrf, case: of, position, why }), asked.status)
    }
    const page = NewCorrectionPage({
      ...{ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), asked },
      case: of,
      ...(waits && { waits }),
      form: { values: { ...asked.values, ...values }, errors },
      files: files.map(({ id, name }) => ({ id, name })),
      mayDecide: mayRecord(viewer, 'rectified', row),
      ...(shown && digest && { read: { shown, digest } }),
    })
    return sendPage(reply, page, status)
  }

  function formOrRefusal(facts: CaseFile['facts'], position: number, { agencyId }: CaseRow) {
    try {
      return correctionForm(facts, position, house.lawFor(agencyId))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return error
    }
  }

  async function show(request: FastifyRequest<Of>, reply: FastifyReply, back?: FormState, status = 200) {
    const { viewer, params } = request
    const row = await theCase(house, viewer, params.id)
    const { one, shown, refused, files } = await within(sql, [row.agencyId], async (tx) => {
      const one = await askedCorrection(tx, house.keys, row, params.correction)
      const file = await fileOf(tx, house.keys, row)
      return {
        one,
        ...(await asItStands(tx, file, one, readsWhole(viewer, one, row))),
        files: await filesOf(tx, keyOf(row)),
      }
    })
    const names = await namesOf(sql, [one.askedBy, one.refusedBy ?? ''])
    const page = CorrectionPage({
      ...{ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), one, shown, refused, form: back },
      case: { id: row.id, number: row.number ?? row.receipt, title: row.title },
      digest: digestOf(one, row),
      evidence: files.filter(({ id }) => one.evidence?.includes(id)).map(({ name }) => name),
      called: (by: string) => names.get(by) ?? by,
      mayDecide: one.opinion === null && mayApproveCorrection(viewer, one, row),
      mine: one.askedBy === `staff:${viewer.username}`,
    })
    return sendPage(reply, page, status)
  }

  /** How it would stand today, or why the case does not hear it any more: then it waits until somebody takes it away. */
  async function asItStands(
    tx: Parameters<typeof shownCorrection>[0],
    file: CaseFile,
    one: AskedCorrection,
    isWhole: boolean,
  ): Promise<{ shown?: CorrectionShown; refused?: string }> {
    try {
      return { shown: await shownCorrection(tx, house, file, one, { by: one.askedBy, isWhole }) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { refused: String(error.sentence) }
    }
  }

  /** The request that the form makes. @throws Refusal INVALID, or the code of the rule where the record stands as it is */
  function saidIn({ facts }: CaseFile, row: CaseRow, values: Values): Said {
    const position = positionIn(values)
    const asked = correctionForm(facts, position, house.lawFor(row.agencyId))
    const isStruck = asked.fields.length === 0 || values.instead === 'struck'
    if (isStruck && !asked.mayBeStruck)
      throw invalid({ field: 'instead', code: 'UNFIT', message: '这条记录不能撤销，只能更正' })
    const all = facts.map(heard)
    const now = (counting(all)[position - 1] ?? all[position - 1]) as Heard
    const evidence = Object.keys(values).flatMap((name) =>
      name.startsWith('evidence.') ? [name.slice('evidence.'.length)] : [],
    )
    return readCorrection({
      ...{ position, why: values.why },
      ...(!isStruck && { replacement: replacementFrom(asked, now, values) }),
      ...(evidence.length > 0 && { evidence }),
    })
  }
}

const positionIn = ({ position }: Values): number => (/^\d{1,6}$/.test(position ?? '') ? Number(position) : 0)

/** @throws whatever is no refusal, or is nothing that the person can mend on the page */
function refusedIn(error: unknown): FormState['errors'] {
  if (!(error instanceof Refusal) || error.status >= 500 || error.status === 404) throw error
  const errors = errorsOf(error).map(({ field, message }) => ({ field: field.replace(/^replacement\./, ''), message }))
  // Of one field the first says what to do.
  return errors.filter(({ field }, i) => errors.findIndex((one) => one.field === field) === i)
}
