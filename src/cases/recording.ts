/** A fact from the door to the ledger: read, checked against the person and the day, recorded once. */
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { Fact, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { factSchema, isRecordable } from '../acts/facts.ts'
import type { Tx } from '../db/client.ts'
import { putOnFile, type RefusedFile, type Taken } from '../files/uploads.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { APPLICANT_MAY, mayRecord, PARTY_MAY } from '../people/may.ts'
import { given } from '../web/given.ts'
import { type Answer, once } from '../web/once.ts'
import type { Actor } from './record.ts'
import { recordForAll } from './together.ts'

/** @throws Refusal INVALID naming every field that does not fit, the day included. */
export function readFact(body: unknown, house: House, backdating: 'withEvidence' | 'never'): Fact {
  const type = (body as { type?: unknown } | null)?.type
  if (!isRecordable(type)) {
    throw invalid({ field: 'type', code: 'UNKNOWN_FACT', message: '没有这种事实，或者它只能由系统记录' })
  }
  const today = house.time.today()
  const fact = given(factSchema(type), body) as unknown as Fact & { on?: string }
  const on = fact.on ?? today
  if (on > today) throw invalid({ field: 'on', code: 'IN_FUTURE', message: '发生日期不能晚于今天' })
  if (on < today && backdating === 'never')
    throw invalid({ field: 'on', code: 'NOT_TODAY', message: '发生日期应当是今天' })
  if (on < today && !fact.evidence?.length) {
    throw invalid({
      field: 'evidence',
      code: 'EVIDENCE_MISSING',
      message: '发生日期早于今天的，请填写依据（文件编号或者书面理由）',
    })
  }
  return { ...fact, on }
}

/** A page has no place to name a refused file once the fact is recorded: it is named before, with what was typed. */
export function noneRefused(refused: readonly RefusedFile[]): void {
  if (refused.length > 0) throw invalid(...refused.map(({ code, message }) => ({ field: 'files', code, message })))
}

type Who = Parameters<typeof mayRecord>[0]
/** Whoever has no account: what they may record is the same for all of them. */
const OUTSIDE = { applicant: APPLICANT_MAY, party: PARTY_MAY }
export type Asked = { scope: string; key: string | undefined }

/**
 * Records a fact for someone who may. `answer` is what the first and every repeated call gets.
 * @throws Refusal NOT_YOURS, FACT_REFUSED (409, with reason and what is allowed), INVALID.
 */
export async function recordFact<T>(
  house: House,
  row: CaseRow,
  fact: Fact,
  files: readonly Taken[],
  actor: Actor,
  asked: Asked,
  who: Who | keyof typeof OUTSIDE,
  answer: (tx: Tx) => Promise<T>,
): Promise<Answer<T>> {
  const allowed = typeof who === 'string' ? OUTSIDE[who].includes(fact.type) : mayRecord(who, fact.type, row.context)
  if (!allowed) throw new Refusal('NOT_YOURS')
  const may = (each: CaseRow) =>
    typeof who === 'string' ? each.id === row.id : mayRecord(who, fact.type, each.context)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const request = canonical({ case: row.id, fact: asSent(fact, files, house), files: files.map((file) => file.sha256) })
  try {
    return await once(house, { ...asked, request }, 201, async (tx) => {
      if (files.length > 0) await putOnFile(tx, key, files, actor.by, actor.at)
      await recordForAll(tx, house, row, fact, actor, may)
      return answer(tx)
    })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/** A repeat brings the same files under new ids, and perhaps after midnight: neither makes it another request. */
function asSent(fact: Fact, files: readonly Taken[], house: House): object {
  const others = (named: unknown) =>
    Array.isArray(named) ? named.filter((id) => !files.some((file) => file.id === id)) : named
  return {
    ...fact,
    ...('files' in fact && { files: others(fact.files) }),
    evidence: others(fact.evidence),
    on: fact.on === house.time.today() ? undefined : fact.on,
  }
}

/** Rules that only ask for a field of the draft: told at the field, as any other that is missing. */
const FIELD_RULES: Record<string, string> = {
  REASONS_MISSING: 'fields.reasons',
  MARKING_MISSING: 'fields.marking',
  SECRECY_PERIOD_MISSING: 'fields.period',
  EARLIER_REPLY_MISSING: 'fields.earlierReply',
}

export function refusedBy(refused: Refused): Refusal {
  const field = FIELD_RULES[refused.code]
  if (field) return invalid({ field, code: refused.code, message: refused.message })
  return new Refusal('FACT_REFUSED', {
    code: refused.code,
    message: refused.message,
    more: { article: refused.article, allowed: refused.allowed satisfies FactType[] },
  })
}
