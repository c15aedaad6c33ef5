/** What those who are consulted may say, read and recorded through the one door; each in their own consultation alone. */

import { z } from 'zod'
import { EXTENTS, type Fact } from '../../workflows/disclosure/vocabulary.ts'
import { PARTS } from '../../workflows/statute/letters.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import type { Tx } from '../db/client.ts'
import type { Taken } from '../files/uploads.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { caseById } from '../ledger/queries.ts'
import { found } from '../ledger/the-case.ts'
import type { Access } from '../letters/access.ts'
import { choice, given, text, yesNo } from '../web/given.ts'
import { AGREED } from './receipt.ts'
import { actorOf, readConsultation, showConsultation } from './show.ts'
import type { ConsultationView, Kind } from './views.ts'

/** As the facts themselves allow. */
export const LONGEST = 20_000
const REACHED = ['thirdPartyReached', 'agencyReached'] as const
const ANSWERED = ['thirdPartyAnswered', 'agencyAnswered'] as const

const reached = z.strictObject({
  type: z.enum(REACHED),
  on: z.string().optional(),
  consultation: z.string().optional(),
})
const answered = z.strictObject({
  type: z.enum(ANSWERED),
  on: z.string().optional(),
  consultation: z.string().optional(),
  consents: yesNo,
  extent: choice(EXTENTS).optional(),
  reasons: text(LONGEST, 0).optional(),
})
/** For the description of the API. */
export const PARTY_FACT = z.union([reached, answered])

const isOne = (types: readonly string[], type: unknown) => typeof type === 'string' && types.includes(type)

/**
 * @param files received with the fact and filed as its evidence; files of the case cannot be named from outside
 * @throws Refusal INVALID naming every field that does not fit.
 */
function read(
  body: unknown,
  kind: Kind,
  consultation: string,
  files: readonly Taken[],
  house: Pick<House, 'time'>,
): Fact {
  const type = (body as { type?: unknown } | null)?.type
  const fits = isOne([...REACHED, ...ANSWERED], type) && PARTS[String(type)]?.kind === kind
  if (!fits) throw invalid({ field: 'type', code: 'UNKNOWN_FACT', message: '在这里只能确认收到和提出意见' })
  const form = isOne(REACHED, type) ? given(reached, body) : given(answered, body)
  if (form.consultation !== undefined && form.consultation !== consultation)
    throw invalid({ field: 'consultation', code: 'UNFIT', message: '不是这一件征求意见' })
  const wording = 'consents' in form ? { reasons: form.reasons || (form.consents ? AGREED : '') } : {}
  const evidence = files.length > 0 ? { evidence: files.map(({ id }) => id) } : {}
  return readFact({ ...form, ...wording, ...evidence, consultation }, house, 'never')
}

/** `claim`: done in the transaction that records it. */
type Sent = {
  body: unknown
  files: readonly Taken[]
  key: string | undefined
  at: Date
  claim?: (tx: Tx) => Promise<void>
}

/**
 * Records that the letter arrived, or what was answered.
 * @throws Refusal INVALID, or FACT_REFUSED, which keeps to itself what else the case allows.
 */
export async function answer(house: Working, access: Access, kind: Kind, { body, files, key, at, claim }: Sent) {
  const { agencyId, caseId, consultation } = access
  const fact = read(body, kind, consultation, files, house)
  const row = found(await caseById(house.sql, [agencyId], caseId))
  const keyed = { scope: `party ${caseId} ${consultation}`, key }
  const actor = { by: actorOf(kind, consultation), at }
  const show = async (tx: Tx): Promise<ConsultationView> => {
    await claim?.(tx)
    return showConsultation(tx, house, access)
  }
  try {
    // A void letter cannot be answered, though the case still knows its name.
    const { standing } = await readConsultation(house, access)
    if (standing === 'closed') throw new Refusal('FACT_REFUSED', { message: VOID })
    return await accept(house, row, fact, files, actor, keyed, 'party', show)
  } catch (error) {
    throw error instanceof Refusal && error.status === 409 && error.more.allowed !== undefined
      ? withoutCase(error)
      : error
  }
}

const VOID = '这件征求意见已经更正或者撤销，不再接收答复。请与机关联系。'

/** The reason stays; what the case could hear instead is the agency's own business. */
const withoutCase = ({ code, message, more }: Refusal) =>
  new Refusal('FACT_REFUSED', { code, message, more: { article: more.article } })
