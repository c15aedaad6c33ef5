/** May the content of a case be destroyed? Only when its period has ended and nothing is open; everything else is a reason, in words. */
import { counting } from '../../workflows/statute/counting.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { dayIn } from '../ground/time.ts'
import type { RetentionTable } from '../ledger/archive-items.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { heard } from '../ledger/queries.ts'
import { ASIDE_CLASS, classOfAside, keptUntil } from '../ledger/retention.ts'
import type { Standing } from './transfer/transfers.ts'

export type Period = {
  retention: string
  /** From which it runs: archived, or set aside as 无效件. */
  archivedOn: Day
  years: number | null | undefined
  keptUntil: Day | undefined
}

/** The period of a case by the archiving that counts, of 无效件 by their class; undefined where it is neither. */
export function periodOf({ row, facts }: Ending, { classes }: RetentionTable): Period | undefined {
  if (row.step === 'setAside') return periodOfAside(facts, classes)
  const archived = counting(facts.map(heard)).findLast((fact) => fact?.type === 'archived')
  if (archived?.type !== 'archived') return undefined
  const { retention, on } = archived
  const years = yearsOf(retention, classes)
  return { retention, archivedOn: on, years, keptUntil: keptUntil(on, years) }
}

type Ending = Pick<CaseFile, 'facts'> & { row: Pick<CaseFile['row'], 'step'> }

/** Not before it was recorded, whatever day its recorder gives it. */
function periodOfAside(facts: CaseFile['facts'], classes: RetentionTable['classes']): Period | undefined {
  const at = counting(facts.map(heard)).findLastIndex((fact) => fact?.type === 'setAside')
  if (at < 0) return undefined
  const [on, recorded] = [facts[at]!.fact.on, dayIn(new Date(facts[at]!.at))]
  const archivedOn = recorded > on ? recorded : on
  const { name, years } = classOfAside(classes) ?? { name: ASIDE_CLASS, years: undefined }
  return { retention: name, archivedOn, years, keptUntil: keptUntil(archivedOn, years) }
}

/** By the table; a class that it no longer names, and that says its years itself, keeps them. */
export function yearsOf(retention: string, classes: RetentionTable['classes']): number | null | undefined {
  const named = classes.find(({ name }) => name === retention)
  if (named) return named.years
  const [, years] = /^(\d{1,3})年$/.exec(retention) ?? []
  return retention === '永久' ? null : years ? Number(years) : undefined
}

/** 移交单位 keeps what it handed over for so many years at least (《电子档案移交与接收办法》第七条第（五）项). */
const KEPT_AFTER_TRANSFER = 5

/**
 * By the law of transfers. With an archive that has not answered yet the case may come back, and has to be there then; taken in, it
 * is kept here for five years; taken in only in part, for something was recorded since, nobody else has that part
 * (档案法第十五条). What an archive refused or gave back is judged by its period alone.
 */
function transferHindrance(standing: Standing | undefined, today: Day): string | undefined {
  if (!standing) return undefined
  const { number, acceptedOn, later } = standing
  if (!acceptedOn) return `在第${number}号移交中，档案馆尚未答复是否接收，不得销毁`
  if (later) return `第${number}号移交以后又有新的记录，只移交了一部分，补充移交以前不得销毁`
  const until = keptUntil(acceptedOn as Day, KEPT_AFTER_TRANSFER)!
  return today <= until
    ? `已于${inChinese(acceptedOn as Day)}移交进馆，本单位至少保存至${inChinese(until)}，不得销毁`
    : undefined
}

/** Why it may not be destroyed; undefined where it may. @param standing how it stands with an archive */
export function hindrance(
  file: CaseFile,
  table: RetentionTable,
  today: Day,
  standing: Standing | undefined,
): string | undefined {
  const { row, facts } = file
  const { context } = row
  if (context.erasedOn) return `内容已于${inChinese(context.erasedOn)}销毁`
  const period = periodOf(file, table)
  const isAside = row.step === 'setAside'
  if ((row.stage !== 'archive' && !isAside) || !period) return '没有归档'
  if (period.years === null) return `保管期限为${period.retention}，不得销毁`
  if (!period.keptUntil) return `保管期限表没有“${period.retention}”的年限，不得销毁`
  if (today <= period.keptUntil)
    return `保管期限${period.retention}至${inChinese(period.keptUntil)}届满，尚未届满，不得销毁`
  if (context.openRemedies > 0) return '有尚未审结的复议、诉讼'
  if (isAside && row.waits) return '复议、诉讼要求办理的事项尚未办理'
  if (context.releaseProposed) return '转主动公开的提议尚未决定'
  if (facts.some(({ fact }) => fact.type === 'wordsErased')) return '内容已经销毁'
  return transferHindrance(standing, today)
}
